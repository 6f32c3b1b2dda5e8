import logger from '@adonisjs/core/services/logger'
import type { Emitter } from '@adonisjs/core/events'
import type { EventsList } from '@adonisjs/core/types'

export type JobEvent = Extract<keyof EventsList, `queue:${string}`>

/** A job, as the events of the queue tell of it. */
interface JobOfEvent {
  id: string
  name: string
  queue: string
}

export interface RunningJobOfEvent extends JobOfEvent {
  /** 1 the first time. */
  attempt: number
  attempts: number
}

declare module '@adonisjs/core/types' {
  interface EventsList {
    /** In the process that dispatched it; with `trx` before the commit. */
    'queue:dispatched': JobOfEvent
    'queue:started': RunningJobOfEvent
    'queue:progressed': RunningJobOfEvent & { progress: number; note?: string }
    /** `duration` in milliseconds, here and below. */
    'queue:completed': RunningJobOfEvent & { duration: number }
    'queue:retrying': RunningJobOfEvent & { duration: number; error: Error; delay: number }
    'queue:failed': RunningJobOfEvent & { duration: number; error: Error }
    /** A worker died, or lost its lease, while it ran the job. */
    'queue:stalled': RunningJobOfEvent & { crashes: number }
    'queue:cancelled': JobOfEvent
    /** Not run: another one holds its lock, it came too late, or it was done before. */
    'queue:skipped': JobOfEvent & { reason: string }
  }
}

/**
 * Nobody waits for the listeners, and one that fails is not to end the process.
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
