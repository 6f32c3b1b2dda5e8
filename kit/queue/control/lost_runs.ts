import { IN_OUTBOX, IN_QUEUE } from '#queue/drivers/bullmq/internals/postgres_tables'
import type { QueueContext } from '#queue/queue_context'
import { GONE_AFTER_MS } from '#queue/worker/supervisor'
import type { Connection } from '#queue/types'

export interface LostRun {
  id: string
  queue: string
  connection: Connection
}

const RUNS_A_PAGE = 1000
const OLDER = `run.dispatched_at <= clock_timestamp() - :age * interval '1 millisecond'`
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/**
 * Finds open runs that no live worker runs and that PostgreSQL does not have. They are lost if the broker does not
 * have them either.
 */
export class LostRuns {
  constructor(private queue: QueueContext) {}

  /**
   * @param age the smallest number of milliseconds since the dispatch
   */
  pages(age: number) {
    return this.#pages(OLDER, age)
  }

  /**
   * @param age the largest number of milliseconds since the dispatch
   */
  pagesOfYounger(age: number) {
    return this.#pages(`NOT ${OLDER}`, age)
  }

  among(ids: string[], age: number) {
    return this.#select(`run.id = ANY (:ids::uuid[]) AND ${OLDER}`, { ids, age })
  }

  async *#pages(which: string, age: number) {
    let last = FIRST_ID
    for (;;) {
      const page = await this.#select(`run.id > :last::uuid AND ${which}`, { last, age })
      if (page.length === 0) return
      yield page
      last = page.at(-1)!.id
    }
  }

  async #select(which: string, values: Record<string, unknown>): Promise<LostRun[]> {
    const { rows } = await this.queue.store.connection.rawQuery(
      `SELECT run.id, run.queue, run.connection
         FROM job_runs AS run
        WHERE run.finished_at IS NULL AND ${which}
          AND (run.status <> 'running' OR NOT EXISTS (
            SELECT FROM queue_workers AS worker
             WHERE worker.id::text = run.worker
               AND worker.beat_at > clock_timestamp() - ${GONE_AFTER_MS} * interval '1 millisecond'))
          AND NOT ${IN_QUEUE} ${this.#isRelayed ? `AND NOT ${IN_OUTBOX}` : ''}
        ORDER BY run.id LIMIT ${RUNS_A_PAGE}`,
      values as never
    )
    return rows
  }

  /** When PostgreSQL is the broker, no relay runs, so jobs that an earlier broker left in the outbox stay there. */
  get #isRelayed() {
    return this.queue.config.connection !== 'postgres'
  }
}
