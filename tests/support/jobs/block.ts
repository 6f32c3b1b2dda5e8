import { Job } from '#queue/job'
import type { JobContext } from '#queue/types'
import { trace } from '#tests/support/jobs/trace'

/**
 * Works for a while without letting go of the event loop, then writes in its transaction.
 */
export default class Block extends Job {
  async handle({ key, ms }: { key: string; ms: number }, { transaction }: JobContext) {
    await trace(key, 'began')
    const end = performance.now() + ms
    while (performance.now() < end) Math.random()
    await transaction(async (trx) => {
      await trx.table('job_traces').insert({ key, what: 'written', pid: process.pid })
    })
  }
}
