import { clearOnPostgres } from '#queue/drivers/bullmq/internals/postgres_tables'
import { heldByBroker } from '#queue/control/held_jobs'
import { E_BROKER_AWAY } from '#queue/errors'
import type { QueueContext } from '#queue/queue_context'

const IDS_A_STATEMENT = 1000

interface ClearedRun {
  id: string
  queue: string
  has_dependents: boolean
}

/**
 * Cancels every waiting and delayed job of a queue.
 */
export class Clear {
  constructor(private queue: QueueContext) {}

  /**
   * @returns the number of cancelled jobs
   * @throws E_BROKER_AWAY
   */
  async run(queue: string) {
    const { config, store, driver } = this.queue
    const { rows } = await store.connection.rawQuery('SELECT clock_timestamp()::text AS now')
    // The broker comes first: if it is unavailable, nothing is changed.
    await driver.clear(queue).catch((error: Error) => {
      throw new E_BROKER_AWAY([config.connection, error.message], { cause: error })
    })
    await clearOnPostgres(queue, store.connection)

    const cleared = await this.#cancel(queue, rows[0].now)
    for (let start = 0; start < cleared.length; start += IDS_A_STATEMENT) {
      await this.#settle(cleared.slice(start, start + IDS_A_STATEMENT))
    }
    return cleared.length
  }

  /**
   * Keeps jobs that were dispatched after the clear began.
   */
  async #cancel(queue: string, before: string): Promise<ClearedRun[]> {
    const { rows } = await this.queue.store.connection.rawQuery(
      `WITH cleared AS (
         UPDATE job_runs SET status = 'cancelled', reason = 'cleared', finished_at = clock_timestamp()
          WHERE queue = ? AND status = 'waiting' AND finished_at IS NULL AND dispatched_at <= ?::timestamptz
         RETURNING id, queue, message->>'followed' IS NOT NULL AS has_dependents
       ), unlocked AS (
         DELETE FROM job_locks USING cleared WHERE job_locks.job_id = cleared.id
       )
       SELECT * FROM cleared`,
      [queue, before] as never
    )
    return rows
  }

  /**
   * Requests the cancellation of jobs that a worker may have reserved already.
   */
  async #settle(cleared: ClearedRun[]) {
    const { store, driver } = this.queue
    const held = await heldByBroker(driver, cleared).catch(() => undefined)
    const reserved = cleared.filter(({ id }) => !held || held.has(id))
    if (reserved.length > 0) {
      await store.connection.rawQuery(
        'INSERT INTO job_cancellations (job_id) SELECT unnest(?::uuid[]) ON CONFLICT DO NOTHING',
        [reserved.map(({ id }) => id)] as never
      )
    }
    const withDependents = cleared.filter((run) => run.has_dependents).map(({ id }) => id)
    if (withDependents.length > 0) await store.dispatchDependents(withDependents)
  }
}
