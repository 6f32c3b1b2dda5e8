import JobRun from '#queue/models/job_run'
import { Cancel } from '#queue/control/cancel'
import { Clear } from '#queue/control/clear'
import { Forget } from '#queue/control/forget'
import { isEveryQueuePaused } from '#queue/control/pauses'
import { readStatus } from '#queue/control/read_status'
import { Recover } from '#queue/control/recover'
import { Retry } from '#queue/control/retry'
import type { FailedFilter, RecoverOptions, Selection } from '#queue/control/types'
import { E_NO_SUCH_RUN, E_UNKNOWN_QUEUE } from '#queue/errors'
import { isJobId } from '#queue/job_id'
import type { QueueContext } from '#queue/queue_context'

/**
 * The actions of an operator, for commands and pages. It works on the tables in PostgreSQL, so it is the same with
 * every broker, and most actions work while the broker is unavailable.
 */
export class JobControl {
  constructor(private queue: QueueContext) {}

  status() {
    return readStatus(this.queue)
  }

  /**
   * The failed jobs, newest first.
   * @throws E_UNKNOWN_QUEUE if neither the configuration nor the run log has the queue
   */
  async failed(filter: FailedFilter = {}, limit = 20): Promise<JobRun[]> {
    const runs = await this.#failed(filter).orderBy('finished_at', 'desc').limit(limit)
    if (runs.length === 0 && filter.queue !== undefined) await this.#checkLoggedQueue(filter.queue)
    return runs
  }

  async countFailed(filter: FailedFilter = {}): Promise<number> {
    const [counted] = await this.#failed(filter).count('* as total')
    return Number(counted.$extras.total)
  }

  /**
   * @throws E_NO_SUCH_RUN
   */
  async find(id: string): Promise<JobRun> {
    const run = isJobId(id)
      ? await JobRun.query({ client: this.#client }).where('id', id).first()
      : null
    if (!run) throw new E_NO_SUCH_RUN([id])
    return run
  }

  /**
   * Retries failed jobs from their first attempt, and with their ids also cancelled and skipped jobs. Their chains and
   * batches continue. A job is refused while another job holds its `unique` lock.
   * @throws E_SYNC_QUEUE, E_NONE_FAILED
   */
  retry(selection: Selection) {
    return new Retry(this.queue).run(selection)
  }

  /**
   * Deletes failed jobs from the run log. A batch continues as if these jobs had never been part of it.
   * @throws E_NONE_FAILED
   */
  forget(selection: Selection) {
    return new Forget(this.queue).run(selection)
  }

  /**
   * Within a second, workers stop taking jobs from the queue.
   * @returns false if the queue was already paused
   * @throws E_UNKNOWN_QUEUE
   */
  async pause(queue: string): Promise<boolean> {
    this.#checkQueue(queue)
    const { rowCount } = await this.#client.rawQuery(
      'INSERT INTO queue_pauses (queue) VALUES (?) ON CONFLICT DO NOTHING',
      [queue]
    )
    return rowCount > 0
  }

  /**
   * @returns false if the queue was not paused
   * @throws E_UNKNOWN_QUEUE
   */
  async resume(queue: string): Promise<boolean> {
    const deleted: unknown[] = await this.#client
      .from('queue_pauses')
      .where('queue', queue)
      .delete()
      .returning('queue')
    if (deleted.length === 0) this.#checkQueue(queue)
    return deleted.length > 0
  }

  /** Whether `node ace down --pause-workers` pauses every queue, whatever `pause` and `resume` do. */
  isEveryQueuePaused() {
    return isEveryQueuePaused(this.#client)
  }

  /**
   * @returns how many jobs `clear` would cancel
   * @throws E_UNKNOWN_QUEUE
   */
  async countWaiting(queue: string): Promise<number> {
    this.#checkQueue(queue)
    const [counted] = await JobRun.query({ client: this.#client })
      .withScopes((scopes) => scopes.open())
      .where({ queue, status: 'waiting' })
      .count('* as total')
    return Number(counted.$extras.total)
  }

  /**
   * Cancels every waiting and delayed job of the queue.
   * @returns the number of cancelled jobs
   * @throws E_UNKNOWN_QUEUE, E_BROKER_AWAY
   */
  async clear(queue: string): Promise<number> {
    this.#checkQueue(queue)
    return new Clear(this.queue).run(queue)
  }

  /**
   * @returns 'cancelling' for a running job: its worker aborts the signal within a second
   * @throws E_NO_SUCH_RUN, E_RUN_ENDED
   */
  cancel(id: string) {
    return new Cancel(this.queue).run(id)
  }

  /**
   * Puts back open jobs that the broker has lost.
   * @throws E_SYNC_QUEUE, E_BROKER_AWAY
   */
  recover(options?: RecoverOptions) {
    return new Recover(this.queue).run(options)
  }

  /**
   * @returns how many jobs `recover` ignores because they are younger than `olderThan`
   * @throws the same errors as recover
   */
  countTooYoung(options?: RecoverOptions) {
    return new Recover(this.queue).countYounger(options)
  }

  get #client() {
    return this.queue.store.connection
  }

  #failed({ queue, name }: FailedFilter) {
    const failed = JobRun.query({ client: this.#client }).withScopes((scopes) => scopes.failed())
    if (queue !== undefined) void failed.where('queue', queue)
    if (name !== undefined) void failed.where('name', name)
    return failed
  }

  async #checkLoggedQueue(queue: string) {
    const run = await JobRun.query({ client: this.#client }).where('queue', queue).first()
    if (!run) this.#checkQueue(queue)
  }

  #checkQueue(queue: string) {
    const { queues } = this.queue.config
    if (!Object.hasOwn(queues, queue)) {
      throw new E_UNKNOWN_QUEUE([queue, Object.keys(queues).join(', ')])
    }
  }
}
