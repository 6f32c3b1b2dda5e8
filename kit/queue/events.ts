import logger from '@adonisjs/core/services/logger'
import type { Emitter } from '@adonisjs/core/events'
import type { EventsList } from '@adonisjs/core/types'
import type { Origin } from '#queue/types'

export type JobEvent = Extract<keyof EventsList, `queue:${string}`>

/** The job in an event of the queue. */
interface JobOfEvent {
  id: string
  name: string
  queue: string
}

export interface RunningJobOfEvent extends JobOfEvent {
  /** 1 for the first attempt. */
  attempt: number
  attempts: number
}

interface FailedJobOfEvent extends RunningJobOfEvent {
  duration: number
  error: Error
  /** The account and the request, or the schedule, that dispatched the job. */
  origin?: Origin
}

declare module '@adonisjs/core/types' {
  interface EventsList {
    /** Emitted in the process that dispatches the job; with `trx`, before the commit. */
    'queue:dispatched': JobOfEvent
    'queue:started': RunningJobOfEvent
    'queue:progressed': RunningJobOfEvent & { progress: number; note?: string }
    /** `duration` is in milliseconds, here and below. */
    'queue:completed': RunningJobOfEvent & { duration: number }
    'queue:retrying': FailedJobOfEvent & { delay: number }
    'queue:failed': FailedJobOfEvent
    /** A worker died, or lost its lease, while it ran the job. */
    'queue:stalled': RunningJobOfEvent & { crashes: number }
    /** The job has blocked the event loop of its worker for `duration` milliseconds, without a pause. */
    'queue:blocked': JobOfEvent & { duration: number }
    'queue:cancelled': JobOfEvent
    /** The job did not run: another job holds its lock, it has expired, or it was completed before. */
    'queue:skipped': JobOfEvent & { reason: string }
  }
}

/**
 * Does not wait for the listeners. An error in a listener is logged, so that it does not end the process.
 */
export function announce<Event extends JobEvent>(
  emitter: Emitter<EventsList>,
  event: Event,
  data: EventsList[Event]
) {
  emitter.emit(event, data).catch((error) => {
    logger.error({ err: error }, `A listener of "${event}" failed`)
  })
}
