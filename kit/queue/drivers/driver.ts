import type { Stop } from '#queue/stop'
import type { Envelope, Message } from '#queue/types'

/** A job that a worker has taken. */
export interface TakenJob {
  id: string
  name: string
  queue: string
  message: Message
  /** 1 the first time. */
  attempt: number
  attempts: number
  /** Milliseconds. */
  backoff: number
  /** Where it has one, and the broker says so. */
  priority?: number
  /** How often a worker died while it ran this job, or held it. */
  crashes: number
  /** How many of those deaths are the job's own, where that is known. */
  charged?: number
  /** How they came about. */
  crashText?: string
  /** It may have been run already: a broker delivered it again, or it was published twice. */
  suspect: boolean
  /** Asked when the job is not this worker's any more: it stops, or the lease is lost. */
  stop: Stop
  /** Asks the broker at once whether the lease is lost, for a worker that could not hear of it. Never throws. */
  confirm?(): Promise<void>
}

/** What came of a job that was taken, and what the broker is to do with it. */
export type Outcome =
  /** To be removed: the run log has the rest. */
  | { status: 'completed' }
  /** To be removed as well: it was cancelled, came too late, or was done before. */
  | { status: 'dropped'; reason: string }
  | { status: 'failed'; error: Error }
  /** One attempt fewer; the next one after `delay` milliseconds. */
  | { status: 'retry'; error: Error; delay: number }
  /** To be taken again after `delay` milliseconds, as if it had not been taken. */
  | { status: 'postponed'; unknownSince?: number; delay: number; reason: string }
  /** To be taken again at once, as if it had not been taken. */
  | { status: 'handed back' }
  /** Another installation's: to be kept for its workers, out of the way of ours. */
  | { status: 'left' }

export interface Listener {
  /** Never throws. Where it has failed or completed, the run log knows so when this resolves. */
  handle(job: TakenJob): Promise<Outcome>
  /** To log it, with the milliseconds it took. The job has been given back by now, where the outcome says so. */
  ended(job: TakenJob, outcome: Outcome, duration: number): void
  /** The broker is away, or something else went wrong beside the jobs. */
  troubled(error: Error): void
}

export interface ListenOptions {
  queues: string[]
  /** Jobs at a time, in each queue: the listener decides which of them run. */
  concurrency: number
}

export interface Listening {
  /** Takes no job of the queue until it is resumed; the running ones go on. Twice is once. */
  pause(queue: string): Promise<void>
  resume(queue: string): Promise<void>
  /** Takes no new job, waits for the running ones at most `grace` milliseconds, and gives the others back. */
  stop(grace: number): Promise<void>
}

/**
 * A broker. Each driver is a file of this folder. None connects before it is used.
 */
export interface QueueDriver {
  /**
   * Resolves when the broker has all of them for certain, and rejects at once while it is away. A job whose id it
   * has already is not added a second time, where it can tell.
   */
  publish(envelopes: Envelope[]): Promise<void>
  listen(options: ListenOptions, listener: Listener): Promise<Listening>
  /**
   * Takes a job away that waits.
   * @returns false where it does not wait there, or where the broker cannot do so
   */
  remove(queue: string, id: string): Promise<boolean>
  /** Takes every job away that waits in the queue. */
  clear(queue: string): Promise<void>
  /**
   * Which of these jobs it has, waiting or running.
   * @returns undefined where the broker cannot say
   */
  has(queue: string, ids: string[]): Promise<Set<string> | undefined>
  /**
   * Of a broker whose `has` cannot say: which jobs wait in a queue. It goes through all of them, so it takes its time;
   * those that a worker has taken are not among them.
   */
  list?(queue: string): Promise<Set<string>>
  /**
   * Of a broker that can be emptied or lose its last moments: since when it has had everything that it was given, in
   * milliseconds since 1970 by the same clock as `now`. Of the time before nobody can say.
   */
  keepsSince?(now: number): Promise<number>
  /**
   * Asked once before a worker starts.
   * @throws E_BROKER_REFUSED with one sentence that says what to do
   */
  check(): Promise<void>
  close(): Promise<void>
}
