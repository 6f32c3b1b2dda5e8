import { Job } from '#queue/job'
import type { JobContext } from '#queue/types'
import { trace } from '#queue/tests/support/jobs/trace'

/**
 * Writes in its transaction, and then kills its worker if `dies` is set.
 */
export default class WriteInTransactionJob extends Job {
  async handle({ key, dies }: { key: string; dies: boolean }, { transaction }: JobContext) {
    await trace(key, 'began')
    await transaction(async (trx) => {
      await trx.table('job_traces').insert({ key, what: 'written', pid: process.pid })
    })
    if (dies) process.kill(process.pid, 'SIGKILL')
  }
}
