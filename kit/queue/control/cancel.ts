import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import JobRun from '#queue/models/job_run'
import { removeFromPostgres } from '#queue/drivers/bullmq/internals/postgres_tables'
import { E_NO_SUCH_RUN, E_RUN_ENDED } from '#queue/errors'
import { isJobId } from '#queue/job_id'
import type { QueueContext } from '#queue/queue_context'

/**
 * Cancels a job. Unless the job was certainly removed from the broker, its id is stored in `job_cancellations`, so that
 * a worker that has the job, or receives it later, drops it.
 */
export class Cancel {
  constructor(private queue: QueueContext) {}

  /**
   * @returns 'cancelled', or 'cancelling' if a worker still has to abort the job
   * @throws E_NO_SUCH_RUN, E_RUN_ENDED
   */
  async run(wanted: string): Promise<'cancelled' | 'cancelling'> {
    const { store, driver, emitter } = this.queue
    const run = await store.connection.transaction((trx) => this.#request(wanted, trx))
    if (run.status === 'running') return 'cancelling'

    // If the broker cannot remove jobs, or is unavailable, a worker drops the job.
    const { id, name, queue } = run
    const isGone = await driver.remove(queue, id).catch(() => false)
    if (isGone) await store.connection.from('job_cancellations').where('job_id', id).delete()
    await store.dispatchDependents([id])
    void emitter.emit('queue:cancelled', { id, name, queue })
    return 'cancelled'
  }

  /**
   * @returns the run before the cancellation
   */
  async #request(id: string, trx: TransactionClientContract) {
    const run = await this.#find(id, trx)
    const isGone = run.status === 'waiting' && (await this.#end(run, trx))
    if (!isGone) {
      await trx.rawQuery(
        'INSERT INTO job_cancellations (job_id) VALUES (?) ON CONFLICT DO NOTHING',
        [id]
      )
    }
    return run
  }

  /**
   * @returns whether PostgreSQL had the job and removed it
   */
  async #end({ id, queue }: JobRun, trx: TransactionClientContract) {
    await trx
      .from('job_runs')
      .where('id', id)
      .update({ status: 'cancelled', reason: 'cancelled', finished_at: trx.rawQuery('now()') })
    await trx.from('job_locks').where('job_id', id).delete()
    return removeFromPostgres(queue, id, trx)
  }

  async #find(id: string, trx: TransactionClientContract) {
    const run =
      isJobId(id) && (await JobRun.query({ client: trx }).where('id', id).forUpdate().first())
    if (!run) throw new E_NO_SUCH_RUN([id])
    if (run.finishedAt) throw new E_RUN_ENDED([id, run.status])
    return run
  }
}
