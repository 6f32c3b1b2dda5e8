import { idsOf, inChunks, missing, runsOf } from '#queue/control/selection'
import type { Changes, Selection } from '#queue/control/types'
import type { QueueContext } from '#queue/queue_context'

/**
 * Deletes failed jobs from the run log. A batch continues as if these jobs had never been part of it.
 */
export class Forget {
  constructor(private queue: QueueContext) {}

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
    // Runs after the commit: if two jobs of a batch are deleted at once, the later call sees both deletions.
    await this.queue.store.dispatchAfterBatches([
      ...new Set(gone.flatMap(({ batch_id: id }) => id ?? [])),
    ])

    const done = gone.map(({ id, name, queue }) => ({ id, name, queue }))
    const forgotten = new Set(done.map(({ id }) => id))
    return { done, refused: await this.#refusals(ids.filter((id) => !forgotten.has(id))) }
  }

  async #refusals(ids: string[]) {
    const runs = await runsOf(ids, this.queue.store.connection)
    return ids.map((id) => {
      const run = runs.get(id)
      return run
        ? { id, reason: `it is ${run.status}, and only failed jobs can be forgotten` }
        : missing(id)
    })
  }
}
