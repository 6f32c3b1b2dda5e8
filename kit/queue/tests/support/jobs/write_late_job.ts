import { setTimeout as wait } from 'node:timers/promises'
import { Job } from '#queue/job'
import type { JobContext } from '#queue/types'
import { trace } from '#queue/tests/support/jobs/trace'

/**
 * Writes in its transaction after `ms` milliseconds, even if its signal is aborted.
 */
export default class WriteLateJob extends Job {
  async handle({ key, ms }: { key: string; ms: number }, { transaction }: JobContext) {
    await trace(key, 'began')
    await wait(ms)
    await trace(key, 'late')
    await transaction(async (trx) => {
      await trx.table('job_traces').insert({ key, what: 'written', pid: process.pid })
    })
  }
}
