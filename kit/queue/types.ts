import type { Logger } from '@adonisjs/core/logger'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Job as BullQueueJob } from '@rlanz/bull-queue'
import type { VineValidator } from '@vinejs/vine'
import type { JobsOptions } from 'bullmq'
import type { DateTime } from 'luxon'

/** Milliseconds, or a duration such as '30s' or '5m'. */
export type Duration = number | string

/**
 * The second argument of a job's `handle`.
 */
export interface JobContext {
  /** Aborted at the attempt's timeout, at a cancellation, and when the worker has to release the job. */
  signal: AbortSignal
  /** 1 for the first attempt. */
  attempt: number
  id: string
  logger: Logger
  /**
   * Reports the progress of the job to `queue.follow`.
   * @param fraction from 0 to 1
   */
  progress(fraction: number, note?: string): void
  /**
   * Runs the job's writes and marks the job as completed, in one transaction. This takes effect only once, even if the
   * job runs several times. It must be the last step of a job. If the job was completed before, the job stops here.
   */
  transaction<Result>(write: (trx: TransactionClientContract) => Promise<Result>): Promise<Result>
}

interface Unique {
  /** Only one job of the same class may hold this key. */
  key: string | number
  /** Releases the lock when the job starts, or when it is completed, failed or cancelled. By default 'finished'. */
  until?: 'started' | 'finished'
  /** The longest time of the lock, from the moment when the job may run. By default one day. */
  for?: Duration
}

export interface JobOptions {
  queue?: string
  /** The time after the dispatch before which the job does not run. */
  delay?: Duration
  /** The time before which the job does not run. */
  at?: DateTime
  /** 1 is the most urgent. A job without a priority comes before all jobs that have one. */
  priority?: number
  /** The number of attempts before the job has failed. */
  attempts?: number
  /**
   * The delay before the second attempt, shortened at random by up to a half. It doubles with each further attempt.
   * With the backoff format of BullMQ it may be 'fixed': the same each time.
   */
  backoff?: Duration | { type?: string; delay?: number }
  /** The longest time of an attempt. After it, the signal is aborted and the attempt fails. */
  timeout?: Duration
  /** A job that has not started within this time, from the moment when it may run, is skipped. */
  expiresIn?: Duration
  /** While another job holds the same lock, the job is not dispatched. */
  unique?: Unique
  /** Alias of `queue`, for code that was written for `@rlanz/bull-queue`. */
  queueName?: string
  /** Jobs that run after this one. Each is dispatched when its predecessor is completed. */
  chain?: JobCall[]
}

export interface DispatchOptions extends JobOptions {
  /** Makes the dispatch part of a transaction: the job exists only if the transaction commits. */
  trx?: TransactionClientContract
}

export interface DispatchManyOptions extends DispatchOptions {
  /** `then` is dispatched when all of these jobs have ended and none of them has failed. */
  batch?: { then: JobCall }
}

/** A job class with a payload, to dispatch later: `DeliverInvitation.with({ invitationId })`. */
export interface JobCall {
  job: JobReference<JobClass>
  payload: unknown
  options?: JobOptions
}

export interface RunnableJob extends Omit<BullQueueJob, 'handle' | 'rescue'> {
  /** After the payload comes the context, or come injected services in a job of `@rlanz/bull-queue`. */
  handle(payload: unknown, ...rest: any[]): Promise<void>
  rescue?(payload: unknown, error: Error, ...injected: any[]): Promise<void>
}

export interface JobClass {
  new (...args: any[]): RunnableJob
  queue?: string
  attempts?: number
  backoff?: Duration
  timeout?: Duration
  expiresIn?: Duration
  priority?: number
  encrypted?: boolean
  schema?: VineValidator<any, any>
  /** The file of a job that was written for `@rlanz/bull-queue`. */
  $$filepath?: string
}

/** The payload type of the job's `handle`, or `{}` if it has no parameter. */
export type PayloadOf<Class extends JobClass> =
  Parameters<InstanceType<Class>['handle']> extends [infer Payload, ...unknown[]]
    ? Payload
    : Record<string, never>

/** A job class, or a function that imports the module with the class as its default export. */
export type JobReference<Class extends JobClass> = Class | (() => Promise<{ default: Class }>)

/** The registry: the import of each job, by name. */
export type JobImports = Record<string, () => Promise<{ default: JobClass }>>

export type Connection = 'postgres' | 'redis' | 'rabbitmq' | 'sync'

export interface QueueConfig {
  /** Imports the generated list of the jobs of app/jobs. */
  jobs: () => Promise<{ jobs: JobImports }>
  /** Imports the file that declares the schedules. */
  schedules: () => Promise<unknown>
  /** The broker. `sync` runs a job at once, in the process that dispatches it. */
  connection: Connection
  /** Every queue that jobs may use, with its weight: its share of a worker while other queues have jobs too. */
  queues: Record<string, number>
  /** The longest time until the jobs of a killed worker run again. */
  lease: Duration
  /** How often a job may crash its worker, or block it beyond the timeout, before it fails for good. */
  crashes: number
  /** Used by jobs that do not set these options. */
  defaults: { queue: string; attempts: number; backoff: Duration; timeout: Duration }
  /** How long an unknown job is delayed again and again, until a worker knows its name: the time of a deploy. */
  keepUnknown: Duration
  /** How long the run log keeps failed jobs, and how long it keeps all other ended jobs. */
  retention: { completed: Duration; failed: Duration }
  /** `queue:status` exits with 1 above these: waiting jobs of a queue, wait of the oldest one, failed jobs. */
  thresholds: { depth: number; wait: Duration; failed: number }
  /** By default, the `prefix` of the names in the broker is unique to the installation. */
  redis: { url: string; prefix?: string }
  /**
   * `ackTimeout` is RabbitMQ's `consumer_timeout`. Every job must be shorter. `management` is the address of the management
   * plugin, for `node ace doctor`; by default it is asked on each host of the URL.
   */
  rabbitmq: { url: string; management?: string; prefix?: string; ackTimeout: Duration }
}

/** The origin of a job: the account and the request, and the job or the schedule that dispatched it. */
export interface Origin {
  user?: string
  request?: string
  parent?: string
  schedule?: string
  /** The account that has acted as the user, and its impersonation. See docs/impersonation.md. */
  actor?: string
  impersonation?: string
  /** The trace of the dispatch. A release that does not know these two fields passes them on. */
  traceparent?: string
  tracestate?: string
}

/** Allows one job for each name and key. `for` is the longest time of the lock, in milliseconds. */
interface Lock {
  key: string
  for: number
}

/** The JSON that a broker stores for a job, besides its id, name and queue. Unset fields are absent. */
export interface Message {
  /** JSON, or an encrypted text. */
  payload: unknown
  encrypted?: true
  /** Milliseconds. */
  timeout?: number
  /** Milliseconds since 1970. */
  expiresAt?: number
  /** The delay between attempts is constant. */
  fixedBackoff?: true
  /** The event that releases the job's lock. */
  lockedUntil?: 'started' | 'finished'
  /** The lock, which is taken again when the job is retried. */
  lock?: Lock
  /** Other jobs wait for its completion: see wire_names.ts. */
  followed?: true
  origin?: Origin
  /** The installation that sent the job, set if others may use the same names in the broker. */
  app?: string
  /** The mark of the schema that validated the payload at the dispatch: see schema_mark.ts. */
  schema?: string
  /** When a worker first did not know the job's name, or refused its payload, in milliseconds since 1970. */
  unknownSince?: number
}

/** A job as a broker stores it. */
export interface StoredJob {
  /** A UUID of version 7. */
  id: string
  name: string
  queue: string
  message: Message
  attempts: number
  /** Milliseconds. */
  backoff: number
  /** Milliseconds. */
  delay: number
  priority?: number
  /** The number of attempts so far. */
  attempt?: number
  /** A possible duplicate: the job may have been published before. */
  possibleDuplicate?: true
}

/** A dispatched job, with instructions for PostgreSQL: see the function `dispatch_jobs`. */
export interface PendingJob extends StoredJob {
  connection: Connection
  /** The BullMQ queue on PostgreSQL that receives the job. Absent if the broker already has the job. */
  into?: string
  /** The BullMQ options of the job in that queue. */
  opts?: JobsOptions
  /** The time before which the job does not run, in milliseconds since 1970. Replaces the delay. */
  at?: number
  /** Milliseconds after that time within which the job has to start. */
  expiresIn?: number
  lock?: Lock
  batch?: string
  chain?: PendingJob[]
}
