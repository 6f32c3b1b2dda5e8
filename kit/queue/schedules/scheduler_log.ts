import { performance } from 'node:perf_hooks'
import type { Emitter } from '@adonisjs/core/events'
import type { Logger } from '@adonisjs/core/logger'
import type { EventsList } from '@adonisjs/core/types'
import '#queue/schedules/events'
import type { MissedTicks } from '#queue/schedules/types'

const TROUBLE_INTERVAL_MS = 5000

/**
 * What a scheduler tells: ticks that were missed, and that it cannot work.
 */
export class SchedulerLog {
  #lastTrouble = -Infinity

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
    this.emitter.emit('schedule:missed', missed).catch((error) => {
      this.logger.error({ err: error }, 'A listener of "schedule:missed" failed')
    })
  }

  /**
   * A database that is away reports itself many times a second.
   */
  troubled(what: string, error: Error) {
    const now = performance.now()
    if (now - this.#lastTrouble > TROUBLE_INTERVAL_MS) {
      this.#lastTrouble = now
      // The error of a pool carries its whole client along.
      this.logger.error(`${what} (${error.message}), the scheduler keeps trying`)
    }
  }
}
