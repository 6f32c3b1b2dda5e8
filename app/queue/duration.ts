import string from '@adonisjs/core/helpers/string'
import type { Duration } from '#queue/types'

const LONGEST_BACKOFF_MS = 3_600_000

export function milliseconds(duration: Duration): number {
  return string.milliseconds.parse(duration)
}

/**
 * Milliseconds until the next attempt: exponential, and between half and all of it, so that jobs which failed
 * together do not come back together.
 */
export function backoffAfter(attempt: number, backoff: number): number {
  const longest = Math.min(backoff * 2 ** (attempt - 1), LONGEST_BACKOFF_MS)
  return Math.round(longest * (0.5 + Math.random() / 2))
}
