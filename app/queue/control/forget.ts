import { idsOf, inChunks, missing, runsOf } from '#queue/control/selection'
import type { Changes, Selection } from '#queue/control/types'
import type { QueueManager } from '#queue/queue_manager'

/**
 * Takes failed jobs out of the run log. To a batch it is as if it had never had them.
 */
export class Forget {
  constructor(private queue: QueueManager) {}

  /**
   * @throws E_NONE_FAILED
   */
  async run(selection: Selection): Promise<Changes> {
    const ids = await idsOf(selection, this.queue.store.connection)
    return inChunks(ids, (some) => this.#forget(some))
  }

  async #forget(ids: string[]): Promise<Changes> {
    const { connection } = this.queue.store
    const gone = await connection
      .from('job_runs')
      .whereIn('id', ids)
      .where('status', 'failed')
      .delete()
      .returning(['id', 'name', 'queue', 'batch_id'])
    await this.#continueBatches([...new Set(gone.flatMap(({ batch_id: id }) => id ?? []))])

    const done = gone.map(({ id, name, queue }) => ({ id, name, queue }))
    const forgotten = new Set(done.map(({ id }) => id))
    return { done, refused: await this.#refusals(ids.filter((id) => !forgotten.has(id))) }
  }

  /**
   * As `follow_jobs` does it, which knows a batch by its jobs: here none may be left. After the deletion is
   * committed, so that of two which end at once the later one sees both.
   */
  async #continueBatches(ids: string[]) {
    if (ids.length === 0) return
    await this.queue.store.connection.rawQuery(
      `SELECT dispatch_jobs(jsonb_agg(batch."then"))
         FROM job_batches AS batch
        WHERE batch.id = ANY (?::uuid[]) AND batch."then" IS NOT NULL
          AND NOT EXISTS (SELECT FROM job_runs AS run WHERE run.batch_id = batch.id
                           AND run.status NOT IN ('completed', 'cancelled', 'skipped'))
       HAVING count(*) > 0`,
      [ids] as never
    )
  }

  async #refusals(ids: string[]) {
    const runs = await runsOf(ids, this.queue.store.connection)
    return ids.map((id) => {
      const run = runs.get(id)
      return run
        ? { id, reason: `it is ${run.status}, and only failed ones are forgotten` }
        : missing(id)
    })
  }
}
