import JobRun from '#queue/models/job_run'
import { Cancel } from '#queue/control/cancel'
import { Clear } from '#queue/control/clear'
import { Forget } from '#queue/control/forget'
import { readStatus } from '#queue/control/read_status'
import { Recover } from '#queue/control/recover'
import { Retry } from '#queue/control/retry'
import type { FailedFilter, RecoverOptions, Selection } from '#queue/control/types'
import { E_NO_SUCH_RUN, E_UNKNOWN_QUEUE } from '#queue/errors'
import { isJobId } from '#queue/job_id'
import type { QueueManager } from '#queue/queue_manager'

/**
 * What an operator does with the queue, from a command or a page. It reads and writes the tables of PostgreSQL, so it
 * is the same on every broker, and most of it works while the broker is away.
 */
export class JobControl {
  constructor(private queue: QueueManager) {}

  status() {
    return readStatus(this.queue)
  }

  /**
   * The jobs that have failed, the newest first.
   * @throws E_UNKNOWN_QUEUE where the log does not have the queue either
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
   * Jobs run again, from their first attempt: failed ones, and by their ids also cancelled and skipped ones. Their
   * chains and batches go on. One whose `unique` lock another job has is refused.
   * @throws E_SYNC_QUEUE, E_NONE_FAILED
   */
  retry(selection: Selection) {
    return new Retry(this.queue).run(selection)
  }

  /**
   * Takes failed jobs out of the log. A batch goes on as if it had never had them.
   * @throws E_NONE_FAILED
   */
  forget(selection: Selection) {
    return new Forget(this.queue).run(selection)
  }

  /**
   * Workers take no more jobs of the queue, from a second later on.
   * @returns false where it was paused already
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
   * @returns false where it was not paused
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
   * Cancels every job that waits in the queue, the delayed ones too.
   * @returns how many
   * @throws E_UNKNOWN_QUEUE, E_BROKER_AWAY
   */
  async clear(queue: string): Promise<number> {
    this.#checkQueue(queue)
    return new Clear(this.queue).run(queue)
  }

  /**
   * @returns 'cancelling' for a job that runs: its worker aborts its signal within a second
   * @throws E_NO_SUCH_RUN, E_RUN_ENDED
   */
  cancel(id: string) {
    return new Cancel(this.queue).run(id)
  }

  /**
   * Puts back what has not ended and is nowhere any more.
   * @throws E_SYNC_QUEUE, E_BROKER_AWAY
   */
  recover(options?: RecoverOptions) {
    return new Recover(this.queue).run(options)
  }

  /**
   * @returns how many jobs `recover` leaves alone because they are younger than its `olderThan`
   * @throws as recover
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
