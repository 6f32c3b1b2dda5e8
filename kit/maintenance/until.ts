import { DateTime } from 'luxon'
import { CommandRefused } from '#console/asking_command'
import { milliseconds } from '#queue/duration'

const LONGEST_DAYS = 366
const DAY_MS = 86_400_000

const FORMS = 'Write a duration, such as 30m or 2h, or a date-time, such as 2027-01-31T15:00Z'
const DURATION = /^[\d.]+\s*[a-z]+$/i
const HAS_ZONE = /\d(Z|[+-]\d{2}(:?\d{2})?)$/i

/**
 * Reads `--until`: a duration from now, or a date-time of ISO 8601 with its offset.
 * @throws CommandRefused
 */
export function readUntil(text: string, now = Date.now()): Date {
  const time = DURATION.test(text) ? afterDuration(text, now) : timeOf(text)
  if (time === undefined) throw new CommandRefused(`--until is "${text}". ${FORMS}`)
  if (time <= now) throw new CommandRefused(`--until ${text} is in the past. Give a later time`)
  if (time > now + LONGEST_DAYS * DAY_MS) {
    throw new CommandRefused(`--until ${text} is more than a year away. Give an earlier time`)
  }
  return new Date(time)
}

function afterDuration(text: string, now: number) {
  try {
    return now + milliseconds(text)
  } catch {
    return undefined
  }
}

/** A machine's own time zone is easily not that of the operator, so a time needs its offset. */
function timeOf(text: string) {
  const iso = text.trim().replace(/^([\d-]+) +/, '$1T')
  const time = DateTime.fromISO(iso)
  if (!time.isValid || !iso.includes('T')) return undefined
  if (HAS_ZONE.test(iso)) return time.toMillis()
  throw new CommandRefused(
    `--until ${text} has no time zone. Write ${iso}Z for UTC, or add an offset such as +01:00`
  )
}
