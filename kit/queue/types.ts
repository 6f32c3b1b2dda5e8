import type { Logger } from '@adonisjs/core/logger'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Job as BullQueueJob } from '@rlanz/bull-queue'
import type { VineValidator } from '@vinejs/vine'
import type { JobsOptions } from 'bullmq'
import type { DateTime } from 'luxon'

/** Milliseconds, or a duration such as '30s' or '5m'. */
export type Duration = number | string

/**
 * What a job's `handle` may use besides its payload.
 */
export interface JobContext {
  /** Aborted when the attempt's time is up, when it is cancelled, and when the worker has to let go of the job. */
  signal: AbortSignal
  /** 1 the first time. */
  attempt: number
  id: string
  logger: Logger
  /**
   * Says how far the job is, for those who follow it.
   * @param fraction from 0 to 1
   */
  progress(fraction: number, note?: string): void
  /**
   * Runs the job's own writes and marks the job as completed, in one transaction: however often the job runs, that
   * happens once. It is the last thing a job does; where the job was completed before, it ends there.
   */
  transaction<Result>(write: (trx: TransactionClientContract) => Promise<Result>): Promise<Result>
}

interface Unique {
  /** What there may be one job of, among those of the same class. */
  key: string | number
  /** Until the job begins to run, or until it has ended (completed, failed or cancelled). By default 'finished'. */
  until?: 'started' | 'finished'
  /** The lock ends after this time at the latest, counted from when the job may run. By default a day. */
  for?: Duration
}

export interface JobOptions {
  queue?: string
  /** How long after the dispatch the job may run first. */
  delay?: Duration
  /** When the job may run first. */
  at?: DateTime
  /** 1 is the most urgent; a job without one comes before all that have one. */
  priority?: number
  /** How often the job runs before it has failed. */
  attempts?: number
  /**
   * The wait before the second attempt, half of it or more; it doubles with each further one. In BullMQ's form it may
   * be 'fixed': the same each time.
   */
  backoff?: Duration | { type?: string; delay?: number }
  /** How long an attempt may take: then its signal is aborted and it has failed. */
  timeout?: Duration
  /** A job that has not begun by then, counted from when it may run, is dropped. */
  expiresIn?: Duration
  /** While there is such a job another one is not dispatched. */
  unique?: Unique
  /** The same as `queue`, for dispatches that were written for `@rlanz/bull-queue`. */
  queueName?: string
  /** Jobs that run after this one, each when its predecessor is completed. */
  chain?: JobOrder[]
}

export interface DispatchOptions extends JobOptions {
  /** Makes the job part of a transaction: it exists when the transaction commits, and never otherwise. */
  trx?: TransactionClientContract
}

export interface DispatchManyOptions extends DispatchOptions {
  /** The job that is dispatched when all of these have ended and none of them has failed. */
  batch?: { then: JobOrder }
}

/** A job to be dispatched: `DeliverInvitation.with({ invitationId })`. */
export interface JobOrder {
  job: JobReference<JobClass>
  payload: unknown
  options?: JobOptions
}

export interface RunnableJob extends Omit<BullQueueJob, 'handle' | 'rescue'> {
  /** After the payload comes the context, or what one of `@rlanz/bull-queue` injects. */
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
  /** The place of the file of a job that was written for `@rlanz/bull-queue`. */
  $$filepath?: string
}

/** What the job's `handle` takes: nothing is `{}`. */
export type PayloadOf<Class extends JobClass> =
  Parameters<InstanceType<Class>['handle']> extends [infer Payload, ...unknown[]]
    ? Payload
    : Record<string, never>

/** A class, or the import of the module that exports it as default. */
export type JobReference<Class extends JobClass> = Class | (() => Promise<{ default: Class }>)

/** The registry: a name, and the import of the job that has it. */
export type JobImports = Record<string, () => Promise<{ default: JobClass }>>

export type Connection = 'postgres' | 'redis' | 'rabbitmq' | 'sync'

export interface QueueConfig {
  /** Imports the generated list of the jobs of app/jobs. */
  jobs: () => Promise<{ jobs: JobImports }>
  /** Imports the file that declares the schedules. */
  schedules: () => Promise<unknown>
  /** The broker; `sync` runs a job at once, in the process that dispatches it. */
  connection: Connection
  /** Every queue that jobs may use, and how much of a worker's time it gets while others have jobs as well. */
  queues: Record<string, number>
  /** How long after a worker was killed its jobs run again, at most. */
  lease: Duration
  /** How often a job may take its worker down, or lose its lease by blocking, before it is dead. */
  crashes: number
  /** What a job has that does not say otherwise. */
  defaults: { queue: string; attempts: number; backoff: Duration; timeout: Duration }
  /** How long a job waits, over and over, for a worker that knows its name: as long as a deploy may take. */
  keepUnknown: Duration
  /** How long the run log keeps jobs that are done, and those that have failed. */
  retention: { completed: Duration; failed: Duration }
  /** `queue:status` exits with 1 above them: jobs that wait in a queue, how long the oldest does, failed ones. */
  thresholds: { depth: number; wait: Duration; failed: number }
  /** Without a `prefix` the names in the broker begin with one that no other installation has. */
  redis: { url: string; prefix?: string }
  /** `ackTimeout` is what RabbitMQ calls `consumer_timeout`; no job may take as long. */
  rabbitmq: { url: string; prefix?: string; ackTimeout: Duration }
}

/** Who wanted a job: the account and the request, and the job or the schedule that dispatched it. */
export interface Origin {
  user?: string
  request?: string
  parent?: string
  schedule?: string
}

/** Of jobs of one name there is one for a key, for so many milliseconds at most. */
interface Lock {
  key: string
  for: number
}

/** What a broker carries for us besides the job's id, name and queue. JSON; what is not said is absent. */
export interface Message {
  /** JSON, or the text of an encrypted one. */
  payload: unknown
  encrypted?: true
  /** Milliseconds. */
  timeout?: number
  /** Milliseconds since 1970. */
  expiresAt?: number
  /** The wait between its attempts is the same each time. */
  fixedBackoff?: true
  /** The job holds a lock until then. */
  lockedUntil?: 'started' | 'finished'
  /** That lock, to be taken again when the job is retried. */
  lock?: Lock
  /** Other jobs wait for its completion. */
  followed?: true
  origin?: Origin
  /** The installation that put it into the broker, where others may use the same names there. */
  app?: string
  /** Of the schema that the payload was checked with at the dispatch: see schema_mark.ts. */
  schema?: string
  /** When a worker first did not know its name, or refused its payload: in milliseconds since 1970. */
  unknownSince?: number
}

/** A job on its way to a broker. */
export interface Envelope {
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
  /** How many attempts it has had: the next one is one more. */
  attempt?: number
  /** It may have been published before. */
  suspect?: true
}

/** An envelope, and what PostgreSQL is to do with it: see the function `dispatch_jobs`. */
export interface Order extends Envelope {
  connection: Connection
  /** The queue of BullMQ on PostgreSQL that it goes into; without one it is with its broker already. */
  into?: string
  /** BullMQ's options of the job there. */
  opts?: JobsOptions
  /** When it may run first, instead of the delay: milliseconds since 1970. */
  at?: number
  /** Within how many milliseconds after that it has to begin. */
  expiresIn?: number
  lock?: Lock
  batch?: string
  chain?: Order[]
}
