import string from '@adonisjs/core/helpers/string'
import { CronTimes } from '#queue/schedules/cron_times'
import type { Timing } from '#queue/schedules/types'

const EVERY = /^every (.+)$/
const SEARCH_FROM_MS = 60_000

/**
 * Computes when a schedule is due, in milliseconds since 1970.
 */
export interface Cadence {
  /** @returns the first tick after this instant */
  next(after: number): number
}

/**
 * @throws the error of cron-parser for an invalid expression
 */
export function cadenceOf({ cadence, timezone }: Timing): Cadence {
  const every = EVERY.exec(cadence)
  if (!every) return new CronTimes(cadence, timezone)

  // Periods count from 1970, so that every scheduler computes the same ticks.
  const period = string.milliseconds.parse(every[1])
  return { next: (after) => (Math.floor(after / period) + 1) * period }
}

/**
 * @param from the instant where the search starts; it need not be a tick
 * @returns the last tick up to `until`, or `from` if there is no tick after it
 */
export function lastTick(cadence: Cadence, from: number, until: number): number {
  let start = until
  for (let back = SEARCH_FROM_MS; start > from && cadence.next(start) > until; back *= 2) {
    start = Math.max(from, until - back)
  }

  let last = start
  for (let tick = cadence.next(start); tick <= until; tick = cadence.next(tick)) last = tick
  return last
}
