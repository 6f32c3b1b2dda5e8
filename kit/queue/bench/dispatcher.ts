import type { Database } from '@adonisjs/lucid/database'
import type { QueueManager } from '../queue_manager.ts'
import { instant, type Answers } from './answers.ts'
import { bulkRateOf, numbers, rateOf, type Kind } from './contender.ts'
import { jobs } from './jobs.ts'

/**
 * Dispatches jobs as our app does.
 */
export function dispatcher(queue: QueueManager, db: Database): Answers {
  const flushed = () => queue.log.flushed()

  return {
    async fill(kind: Kind, count: number) {
      for (const some of numbers(count)) await queue.dispatchMany(jobs[kind], some)
      await flushed()
    },

    oneByOne: (count: number) =>
      rateOf(count, (number) => queue.dispatch(jobs.noOp, { number }), flushed),

    inTransaction: (count: number) => rateOf(count, (number) => dispatchWith(number, jobs.noOp)),

    bulk: (count: number) =>
      bulkRateOf(count, (payloads) => queue.dispatchMany(jobs.noOp, payloads), flushed),

    /** @returns the time at which the commit was answered, see `instant` */
    async commit(number: number) {
      await dispatchWith(number, jobs.tellStart)
      return instant()
    },

    neverEnd: (number: number) => queue.dispatch(jobs.neverEnd, { number }),
    clear: () => queue.driver.clear(queue.config.defaults.queue),
  }

  async function dispatchWith(number: number, job: typeof jobs.noOp | typeof jobs.tellStart) {
    await db.transaction(async (trx) => {
      await queue.dispatch(job, { number }, { trx })
    })
  }
}
