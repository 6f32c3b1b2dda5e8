import type { QueueContext } from '#queue/queue_context'
import type { LostRun } from '#queue/control/lost_runs'

/** A job that was never dispatched: the next one of a chain (`id` is its predecessor), or the one after a batch. */
export interface LostDependent extends LostRun {
  after: 'job' | 'batch'
}

/**
 * Finds jobs that wait for jobs which have already ended. They were not dispatched, because the worker died before it
 * did so, and the broker then lost the job whose next delivery would have dispatched them.
 */
export class LostDependents {
  constructor(private queue: QueueContext) {}

  /**
   * @param age the smallest number of milliseconds since the dispatch of the jobs that they wait for
   */
  async find(age: number): Promise<LostDependent[]> {
    const { rows } = await this.queue.store.connection.rawQuery(
      `SELECT 'job' AS after, id, chain#>>'{0,queue}' AS queue, chain#>>'{0,connection}' AS connection
         FROM job_runs
        WHERE status = 'completed' AND chain IS NOT NULL
          AND dispatched_at <= clock_timestamp() - :age * interval '1 millisecond'
       UNION ALL
       SELECT 'batch', id, "then"->>'queue', "then"->>'connection'
         FROM job_batches AS batch
        WHERE "then" IS NOT NULL AND followed_at IS NULL
          AND created_at <= clock_timestamp() - :age * interval '1 millisecond'
          AND EXISTS (SELECT FROM job_runs AS run WHERE run.batch_id = batch.id)
          AND NOT EXISTS (SELECT FROM job_runs AS run WHERE run.batch_id = batch.id
                           AND run.status NOT IN ('completed', 'cancelled', 'skipped'))`,
      { age }
    )
    return rows
  }

  async dispatch(dependents: LostDependent[]) {
    const idsAfter = (what: LostDependent['after']) =>
      dependents.filter(({ after }) => after === what).map(({ id }) => id)
    await this.queue.store.dispatchDependents(idsAfter('job'))
    await this.queue.store.dispatchAfterBatches(idsAfter('batch'))
  }
}
