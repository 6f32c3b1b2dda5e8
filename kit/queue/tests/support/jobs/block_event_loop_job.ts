import { Job } from '#queue/job'
import type { JobContext } from '#queue/types'
import { trace } from '#queue/tests/support/jobs/trace'

interface Payload {
  key: string
  ms: number
  then?: 'writes' | 'ends' | 'fails'
}

/**
 * Blocks the event loop for `ms` milliseconds. Then it writes in its transaction, unless `then` says otherwise.
 */
export default class BlockEventLoopJob extends Job {
  async handle({ key, ms, then = 'writes' }: Payload, { transaction }: JobContext) {
    await trace(key, 'began')
    const end = performance.now() + ms
    while (performance.now() < end) Math.random()
    if (then === 'fails') throw new Error('after all that work')
    if (then === 'ends') return
    await transaction(async (trx) => {
      await trx.table('job_traces').insert({ key, what: 'written', pid: process.pid })
    })
  }

  async rescue({ key }: Payload) {
    await trace(key, 'dead')
  }
}
