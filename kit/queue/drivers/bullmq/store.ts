import type { BackendFactory, IQueueBackend } from 'bullmq'

/**
 * The broker in which BullMQ stores its jobs: PostgreSQL or Redis.
 */
export interface BullMQStore {
  connection: object
  backend: BackendFactory<IQueueBackend, never>
  /** The prefix of the Redis keys. */
  prefix?: string
  /**
   * The most short jobs of a queue that a worker holds, if that is more than its concurrency. Set it only where a
   * released job keeps its place in the queue: on PostgreSQL it does not.
   */
  prefetch?: number
  close(): Promise<void>
}
