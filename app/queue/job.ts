import { Job as BullQueueJob } from '@rlanz/bull-queue'
import queue from '#queue/main'
import type { DispatchOptions, Duration, JobClass, JobContext, PayloadOf } from '#queue/types'

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

  abstract handle(payload: unknown, context?: JobContext): Promise<void>

  /**
   * Called when the job has failed for good.
   */
  async rescue(_payload: unknown, _error: Error): Promise<void> {}

  /**
   * @returns the job's id
   * @throws E_UNKNOWN_QUEUE, E_UNREGISTERED_JOB, E_INVALID_PAYLOAD, E_INVALID_DISPATCH, E_QUEUE_UNAVAILABLE
   */
  static dispatch<Class extends JobClass>(
    this: Class,
    payload: PayloadOf<Class>,
    options?: DispatchOptions
  ) {
    return queue.dispatch(this, payload, options)
  }
}
