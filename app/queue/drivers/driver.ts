import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Envelope } from '#queue/types'

/** A job that a worker has taken. */
export interface TakenJob {
  id: string
  name: string
  queue: string
  payload: unknown
  /** 1 the first time. */
  attempt: number
  attempts: number
  /** Milliseconds. */
  backoff: number
  /** How often a worker died while it ran this job. */
  crashes: number
  /** When a worker first did not know its name, in milliseconds since 1970. */
  unknownSince?: number
  /** Aborted when the job is not this worker's any more: it stops, or the lease is lost. */
  signal: AbortSignal
}

/** What came of a job that was taken, and what the broker is to do with it. */
export type Outcome =
  | { status: 'completed' }
  /** One attempt fewer; the next one after `delay` milliseconds. */
  | { status: 'retry'; error: Error; delay: number }
  | { status: 'failed'; error: Error }
  /** To be taken again after `delay` milliseconds, as if it had not been taken. */
  | { status: 'postponed'; unknownSince: number; delay: number }
  /** To be taken again at once, as if it had not been taken. */
  | { status: 'handed back' }

export interface Listener {
  /** Never throws. */
  handle(job: TakenJob): Promise<Outcome>
  /** To log it, with the milliseconds it took. The job has been given back by now, where the outcome says so. */
  ended(job: TakenJob, outcome: Outcome, duration: number): void
  /** The broker is away, or something else went wrong beside the jobs. */
  troubled(error: Error): void
}

export interface ListenOptions {
  queues: string[]
  /** Jobs at a time, in each queue. */
  concurrency: number
}

export interface Listening {
  /** Takes no new job, waits for the running ones at most `grace` milliseconds, and gives the others back. */
  stop(grace: number): Promise<void>
}

/**
 * A broker. Each driver is a file of this folder.
 */
export interface QueueDriver {
  dispatch(envelope: Envelope, trx?: TransactionClientContract): Promise<void>
  listen(options: ListenOptions, listener: Listener): Promise<Listening>
}
