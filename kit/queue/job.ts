import { Job as BullQueueJob } from '@rlanz/bull-queue'
import type { VineValidator } from '@vinejs/vine'
import queue from '#queue/main'
import type {
  DispatchManyOptions,
  DispatchOptions,
  Duration,
  JobClass,
  JobContext,
  JobOptions,
  JobOrder,
  PayloadOf,
} from '#queue/types'

/**
 * A unit of work for a worker. It runs at least once: after a crash it runs again, so let it find out what is
 * done already. Its name is its file under app/jobs.
 */
export abstract class Job extends BullQueueJob {
  static queue?: string
  static attempts?: number
  static backoff?: Duration
  /** How long an attempt may take: then its signal is aborted and it has failed. */
  static timeout?: Duration
  /** A job that has not begun within this time is dropped. */
  static expiresIn?: Duration
  static priority?: number
  /** Its payload is unreadable in the broker and in the run log. */
  static encrypted?: boolean
  /** What the payload has to be, when it is dispatched and again before it runs. */
  static schema?: VineValidator<any, any>

  abstract handle(payload: unknown, context?: JobContext): Promise<void>

  /**
   * Called when the job has failed for good.
   */
  async rescue(_payload: unknown, _error: Error): Promise<void> {}

  /**
   * @returns the job's id, or that of the job which holds its `unique` lock
   * @throws E_UNKNOWN_QUEUE, E_UNREGISTERED_JOB, E_INVALID_PAYLOAD, E_INVALID_DISPATCH, E_QUEUE_UNAVAILABLE
   */
  static dispatch<Class extends JobClass>(
    this: Class,
    payload: PayloadOf<Class>,
    options?: DispatchOptions
  ) {
    return queue.dispatch(this, payload, options)
  }

  /**
   * One job for each payload, all of them or none as in `queue.dispatchMany`.
   * @returns their ids
   * @throws as dispatch
   */
  static dispatchMany<Class extends JobClass>(
    this: Class,
    payloads: PayloadOf<Class>[],
    options?: DispatchManyOptions
  ) {
    return queue.dispatchMany(this, payloads, options)
  }

  /**
   * The job as a part of something: of a chain, a batch, or of `queue.dispatchMany`.
   */
  static with<Class extends JobClass>(
    this: Class,
    payload: PayloadOf<Class>,
    options?: JobOptions
  ): JobOrder {
    return { job: this, payload, options }
  }
}
