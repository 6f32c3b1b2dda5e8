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
  /** Milliseconds since it could have run first. */
  waited: number
  /** How often it was taken, failed attempts or not. */
  taken: number
  /** Gives it back, to be taken again after so many milliseconds, without an attempt lost. */
  postpone(delay: number): Promise<Postponed>
}

/** What a handler returns that gave its job back. */
export class Postponed {}

/** Ends a job at once: no attempt is left. */
export class FinalFailure extends Error {}

export interface Listener {
  /** Runs the job. What it throws fails the attempt. */
  handle(job: TakenJob, signal: AbortSignal): Promise<void | Postponed>
  /** An attempt has failed. */
  failed(job: TakenJob, error: Error, isFinal: boolean): Promise<void>
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
  /**
   * @returns the job's id
   */
  dispatch(envelope: Envelope, trx?: TransactionClientContract): Promise<string>
  listen(options: ListenOptions, listener: Listener): Promise<Listening>
  close(): Promise<void>
}
