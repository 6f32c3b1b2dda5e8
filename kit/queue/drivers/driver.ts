import type { CancellationSource } from '#queue/cancellation'
import type { KeepingSettings } from '#queue/drivers/keeping'
import type { StoredJob, Message } from '#queue/types'

/** Keeps the lease of a running job while the event loop is blocked. */
interface Hold {
  /** The longest time of the attempt, in milliseconds: the first one that `mayTake` has set. */
  limit?: number
  /** From now on the job may take so many milliseconds. If it blocks for one lease more, it loses its lease. */
  mayTake(ms: number): void
  end(): void
}

/** A job that a worker has reserved. */
export interface ReservedJob {
  id: string
  name: string
  queue: string
  message: Message
  /** Starts at 1. */
  attempt: number
  attempts: number
  /** Milliseconds. */
  backoff: number
  /** Undefined when the job has none, or when the broker does not report it. */
  priority?: number
  /** How often a worker died while it ran or held this job. */
  crashes: number
  /** How many of these deaths the job itself caused, if that is known. */
  charged?: number
  /** Describes the deaths that the job caused. */
  crashText?: string
  /** Whether the job may have run already: a broker delivered it again, or it was published twice. */
  possibleDuplicate: boolean
  /** Cancelled when the worker stops, or when the lease is lost. */
  cancellation: CancellationSource
  /** BullMQ's token of the job's lock, with which the keeper's thread extends it. */
  token?: string
  /** While the job runs: its place with the keeper's thread. */
  hold?: Hold
  /** Asks the broker at once whether the lease is lost, for a worker whose event loop was blocked. Never throws. */
  confirm?(): Promise<void>
}

/** The result of an attempt, which tells the broker how to settle the job. */
export type Outcome =
  /** The broker removes the job. The run log has its result. */
  | { status: 'completed' }
  /** The broker removes the job: it was cancelled, has expired, or was done before. */
  | { status: 'dropped'; reason: string }
  | { status: 'failed'; error: Error }
  /** Consumes an attempt; retried after `delay` milliseconds. */
  | { status: 'retry'; error: Error; delay: number }
  /** Consumes no attempt; delivered again after `delay` milliseconds. */
  | { status: 'postponed'; unknownSince?: number; delay: number; reason: string }
  /** Released: consumes no attempt; delivered again at once. */
  | { status: 'released' }
  /** A job of another installation: it is kept for its own workers, and must not block our jobs. */
  | { status: 'left' }

export interface Listener {
  /** Never throws. When it resolves, the run log has each failure and, with RabbitMQ, each other end of a job. */
  handle(job: ReservedJob): Promise<Outcome>
  /** Logs the outcome; `duration` is in milliseconds. A job that must be released is released before this call. */
  ended(job: ReservedJob, outcome: Outcome, duration: number): void
  /** Reports an error that is not the failure of a job, such as a broker that is away. */
  onError(error: Error): void
}

export interface ListenOptions {
  queues: string[]
  /** The number of jobs that are reserved at a time from each queue. The listener decides which of them run. */
  concurrency: number
}

export interface Listening {
  /** Takes no more jobs of the queue until it is resumed; running jobs continue. Idempotent. */
  pause(queue: string): Promise<void>
  resume(queue: string): Promise<void>
  /** Takes no new job, waits up to `grace` milliseconds for the running ones, and releases the others. */
  stop(grace: number): Promise<void>
}

/** Something at the broker that loses or delays jobs, although `check` accepts it. */
export interface BrokerFault {
  isProblem: boolean
  message: string
  /** An instruction. */
  remedy: string
}

interface BrokerExamination {
  /** The program of the broker, if it tells. */
  server?: { product: 'Redis' | 'Valkey'; version: string }
  faults: BrokerFault[]
}

/**
 * A broker. A driver connects only when it is used.
 */
export interface QueueDriver {
  /**
   * Resolves when the broker has stored every job, and rejects at once while it is away. A broker that can compare ids
   * does not add a job a second time.
   */
  publish(jobs: StoredJob[]): Promise<void>
  listen(options: ListenOptions, listener: Listener): Promise<Listening>
  /**
   * Describes to another thread how it keeps the leases of the worker. RabbitMQ needs this thread before `listen`: the
   * worker connects through it.
   */
  keeping(): Promise<KeepingSettings>
  /**
   * Removes a waiting job.
   * @returns false when the job is not waiting there, or when the broker cannot remove a single job
   */
  remove(queue: string, id: string): Promise<boolean>
  /** Removes every waiting job of the queue. */
  clear(queue: string): Promise<void>
  /**
   * Finds which of these jobs the broker has, waiting or running.
   * @returns undefined when the broker cannot tell
   */
  has(queue: string, ids: string[]): Promise<Set<string> | undefined>
  /**
   * Lists the ids of the waiting jobs of a queue, without the jobs that a worker has reserved. For a broker whose `has`
   * cannot tell. It reads every message, so it is slow.
   */
  list?(queue: string): Promise<Set<string>>
  /**
   * Since when the broker has kept every job that it accepted, in milliseconds since 1970 by the clock of `now`. Jobs
   * from before may be lost. For a broker that can be emptied, or can lose its last writes.
   */
  keepsSince?(now: number): Promise<number>
  /**
   * Called once before a worker starts.
   * @throws E_BROKER_REFUSED with one sentence that says what to do
   */
  check(): Promise<void>
  /** Looks deeper than `check`, for an operator: what others have set at the broker. */
  examine?(): Promise<BrokerExamination>
  close(): Promise<void>
}
