import type { Logger } from '@adonisjs/core/logger'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Job as BullQueueJob } from '@rlanz/bull-queue'

/** Milliseconds, or a duration such as '30s' or '5m'. */
export type Duration = number | string

/**
 * What a job's `handle` may use besides its payload.
 */
export interface JobContext {
  /** Aborted when the attempt's time is up, and when the worker has to let go of the job. */
  signal: AbortSignal
  /** 1 the first time. */
  attempt: number
  id: string
  logger: Logger
}

export interface DispatchOptions {
  /** Makes the job part of a transaction: it exists when the transaction commits, and never otherwise. */
  trx?: TransactionClientContract
  queue?: string
  /** How long after the dispatch the job may run first. */
  delay?: Duration
  /** 1 is the most urgent; a job without one comes before all that have one. */
  priority?: number
  /** How often the job runs before it has failed. */
  attempts?: number
  /** The wait before the second attempt, half of it or more; it doubles with each further one. */
  backoff?: Duration
}

export interface RunnableJob extends Omit<BullQueueJob, 'handle' | 'rescue'> {
  handle(payload: unknown, context?: JobContext): Promise<void>
  rescue(payload: unknown, error: Error): Promise<void>
}

export interface JobClass {
  new (...args: any[]): RunnableJob
  queue?: string
  attempts?: number
  backoff?: Duration
  timeout?: Duration
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

export interface QueueConfig {
  /** The broker. */
  connection: 'postgres' | 'redis' | 'rabbitmq'
  /** Every queue that jobs may use. A worker without --queue takes all of them. */
  queues: string[]
  /** How long after a worker was killed its jobs run again, at most. */
  lease: Duration
  /** How often a job may take its worker down before it is dead. */
  crashes: number
  /** What a job has that does not say otherwise. */
  defaults: { queue: string; attempts: number; backoff: Duration; timeout: Duration }
  /** How long a job waits, over and over, for a worker that knows its name: as long as a deploy may take. */
  keepUnknown: Duration
  /** Jobs that are done, and those that have failed, stay this long. */
  retention: { completed: Duration; failed: Duration }
}

/** A job as a broker carries it. */
export interface Envelope {
  /** A UUID of version 7. */
  id: string
  name: string
  queue: string
  /** JSON. */
  payload: string
  attempts: number
  /** Milliseconds. */
  backoff: number
  /** Milliseconds. */
  delay: number
  priority?: number
}
