import { Job as BullQueueJob } from '@rlanz/bull-queue'
import type { VineValidator } from '@vinejs/vine'
import queue from '#queue/service'
import type {
  DispatchManyOptions,
  DispatchOptions,
  Duration,
  JobClass,
  JobContext,
  JobOptions,
  JobCall,
  PayloadOf,
} from '#queue/types'

/**
 * A unit of work for a worker. It runs at least once: it runs again after a crash, so it has to check which work is
 * already done. Its name is the path of its file under app/jobs.
 */
export abstract class Job extends BullQueueJob {
  static queue?: string
  static attempts?: number
  static backoff?: Duration
  /** The longest time of an attempt. After it, the signal is aborted and the attempt fails. */
  static timeout?: Duration
  /** A job that has not started within this time is skipped. */
  static expiresIn?: Duration
  static priority?: number
  /** Its payload is unreadable in the broker and in the run log. */
  static encrypted?: boolean
  /** Validates the payload at the dispatch, and again before the job runs. */
  static schema?: VineValidator<any, any>

  abstract handle(payload: unknown, context?: JobContext): Promise<void>

  /**
   * Called when the job has failed for good.
   */
  async rescue(_payload: unknown, _error: Error): Promise<void> {}

  /**
   * @returns the job's id, or the id of the job that holds its `unique` lock
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
   * Dispatches one job for each payload, all or none under the same conditions as `queue.dispatchMany`.
   * @returns their ids
   * @throws the same errors as dispatch
   */
  static dispatchMany<Class extends JobClass>(
    this: Class,
    payloads: PayloadOf<Class>[],
    options?: DispatchManyOptions
  ) {
    return queue.dispatchMany(this, payloads, options)
  }

  /**
   * Describes a job for a chain, a batch, or `queue.dispatchMany`, without dispatching it.
   */
  static with<Class extends JobClass>(
    this: Class,
    payload: PayloadOf<Class>,
    options?: JobOptions
  ): JobCall {
    return { job: this, payload, options }
  }
}
