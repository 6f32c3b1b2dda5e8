import { Job as BullQueueJob } from '@rlanz/bull-queue'
import queue from '#queue/main'
import type { DispatchOptions, Duration, JobClass, JobContext, PayloadOf } from '#queue/types'

/** Ours hands a context to `handle` besides the payload, so its signature is another one. */
const Base = BullQueueJob as abstract new () => Omit<BullQueueJob, 'handle' | 'rescue'>

/**
 * A unit of work for a worker. It runs at least once: after a crash it runs again, so let it find out what is
 * done already. Its name is its file under app/jobs.
 */
export abstract class Job extends Base {
  static queue = 'default'
  static attempts?: number
  static backoff?: Duration
  /** How long an attempt may take; then its signal is aborted and it has failed. Without one: for ever. */
  static timeout?: Duration

  abstract handle(payload: any, context: JobContext): Promise<void>

  /**
   * Called once, when the last attempt has failed.
   */
  async rescue(_payload: any, _error: Error): Promise<void> {}

  /**
   * @returns the job's id
   * @throws E_UNKNOWN_QUEUE, E_UNREGISTERED_JOB, E_INVALID_PAYLOAD, E_QUEUE_UNAVAILABLE
   */
  static dispatch<Class extends JobClass>(
    this: Class,
    payload: PayloadOf<Class>,
    options?: DispatchOptions
  ) {
    return queue.dispatch(this, payload, options)
  }
}
