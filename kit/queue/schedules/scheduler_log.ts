import { performance } from 'node:perf_hooks'
import type { Emitter } from '@adonisjs/core/events'
import type { Logger } from '@adonisjs/core/logger'
import type { EventsList } from '@adonisjs/core/types'
import '#queue/schedules/events'
import type { MissedTicks } from '#queue/schedules/types'

const ERROR_INTERVAL_MS = 5000

/**
 * Reports missed ticks and errors of a scheduler.
 */
export class SchedulerLog {
  #lastErrorAt = -Infinity

  constructor(
    private logger: Logger,
    private emitter: Emitter<EventsList>
  ) {}

  missed(missed: MissedTicks) {
    const { schedule, dueAt, policy } = missed
    const [first] = dueAt
    this.logger.warn(
      { schedule, policy, ticks: dueAt.length, since: first },
      `The schedule "${schedule}" missed ${dueAt.length} ticks since ${first.toISOString()} (policy: ${policy})`
    )
    this.#emit('schedule:missed', missed)
  }

  /**
   * Limits repeated errors: an unavailable database raises many of them a second.
   */
  onError(what: string, error: Error, schedule?: string) {
    const now = performance.now()
    if (now - this.#lastErrorAt > ERROR_INTERVAL_MS) {
      this.#lastErrorAt = now
      // Logs the message only: an error of the pool refers to its whole client.
      this.logger.error(`${what} (${error.message}), the scheduler keeps trying`)
      this.#emit('schedule:failed', { error, schedule })
    }
  }

  #emit<Event extends 'schedule:missed' | 'schedule:failed'>(
    event: Event,
    data: EventsList[Event]
  ) {
    this.emitter.emit(event, data).catch((error) => {
      this.logger.error({ err: error }, `A listener of "${event}" failed`)
    })
  }
}
