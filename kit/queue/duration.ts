import { inspect } from 'node:util'
import string from '@adonisjs/core/helpers/string'
import type { Duration } from '#queue/types'

const LONGEST_BACKOFF_MS = 3_600_000
/** Enough to turn a millisecond into an hour. Without a limit, 2 ** n becomes Infinity, and 0 * Infinity is NaN. */
const MOST_DOUBLINGS = 22
const DAY_MS = 86_400_000

/** The longest timer that Node supports. */
export const LONGEST_TIMER_MS = 24 * DAY_MS

/** A hundred years, in milliseconds. */
export const LONGEST_MS = 36_500 * DAY_MS

export function milliseconds(duration: Duration): number {
  return Math.round(string.milliseconds.parse(duration))
}

/**
 * @returns the mistake in a duration, if there is one
 * @param field the name of the duration in the returned sentence
 * @param least the lower limit in milliseconds, like `most`
 */
export function validateDuration(
  field: string,
  duration: unknown,
  { least = 0, most = LONGEST_MS } = {}
) {
  const given = `${field} is ${inspect(duration)}`
  const time = parse(duration)
  if (time === undefined) return `${given}. Give milliseconds, or a text such as '30s' or '5m'`
  if (time < least) return `${given}. Give ${least > 0 ? `at least ${least} ms` : '0 or more'}`
  if (time > most) return `${given}. Give at most ${most / DAY_MS} days`
}

function parse(duration: unknown) {
  if (typeof duration === 'number') return Number.isFinite(duration) ? duration : undefined
  if (typeof duration !== 'string') return undefined
  try {
    return string.milliseconds.parse(duration)
  } catch {
    return undefined
  }
}

/**
 * Milliseconds until the next attempt. The backoff is exponential, with a random part of up to one half, so that jobs
 * that failed together are not retried together.
 */
export function backoffAfter(attempt: number, backoff: number): number {
  const doublings = Math.min(attempt - 1, MOST_DOUBLINGS)
  const longest = Math.min(backoff * 2 ** doublings, LONGEST_BACKOFF_MS)
  return Math.round(longest * (0.5 + Math.random() / 2))
}
