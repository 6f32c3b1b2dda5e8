import { dateFormat } from '#i18n/formats/intl'
import { FormatError } from '#i18n/formats/format_error'

/**
 * A point in time: a Date, epoch milliseconds, a Luxon DateTime, or an ISO 8601 date and time with an offset. Or a
 * calendar day, `2026-12-31`, which is that day in every time zone.
 */
export type Moment = Date | number | string | { toJSDate(): Date }

const HOUR_MS = 3_600_000
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/
const INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/
const EXPECTED =
  'a Date, epoch milliseconds, an ISO date such as 2026-12-31, or one with time and offset such as 2026-12-31T23:59:00Z'

export function isDay(value: Moment): value is string {
  return typeof value === 'string' && DAY.test(value)
}

/**
 * A calendar day becomes midnight in UTC.
 * @throws FormatError with the method's name
 */
export function instantOf(value: Moment, method: string): Date {
  const date = dateOf(value)
  if (!date || Number.isNaN(date.getTime())) {
    throw new FormatError(method, value, EXPECTED)
  }
  return date
}

/** @throws FormatError for a calendar day, because it has no time */
export function timedInstantOf(value: Moment, method: string): Date {
  if (isDay(value)) {
    throw new FormatError(method, value, 'a time of day too')
  }
  return instantOf(value, method)
}

/** The calendar day of an instant in a time zone, as an ISO date. */
export function dayAt(instant: Date, timeZone: string): string {
  return new Date(midnightOf(instant, timeZone)).toISOString().slice(0, 10)
}

/**
 * The first moment whose date in this time zone is `day` or later. It is not always 00:00, because some zones change
 * their clocks at midnight, and not always on that day, because some islands skipped a day. It uses a binary search,
 * because Intl does not provide a zone's offset.
 */
export function startOfDayAt(day: number, timeZone: string): Date {
  let [before, from] = [day - 15 * HOUR_MS, day + 15 * HOUR_MS]
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2)
    if (midnightOf(new Date(middle), timeZone) < day) before = middle
    else from = middle
  }
  return new Date(from)
}

export function isMoment(text: string) {
  return INSTANT.test(text) && dateOf(text) !== undefined
}

/**
 * The moment at which the clocks of a time zone show this day and time: the first one if they show it twice, undefined
 * if they skip it.
 */
export function momentAt(day: string, time: string, timeZone: string): Date | undefined {
  const shown = Date.parse(`${day}T${time}Z`)
  const offsets = [-1, 1].map((side) => {
    const near = shown + side * 24 * HOUR_MS
    return clockAt(new Date(near), timeZone) - near
  })
  return offsets
    .map((offset) => new Date(shown - offset))
    .sort((one, other) => one.getTime() - other.getTime())
    .find((moment) => clockAt(moment, timeZone) === shown)
}

export function isRealDay(year: number, month: number, day: number) {
  const date = new Date(utcDay(year, month, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** The date in this time zone, as the epoch milliseconds of its midnight in UTC. */
function midnightOf(instant: Date, timeZone: string): number {
  const parts = dateFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  }).formatToParts(instant)
  const part = (wanted: string) => Number(parts.find(({ type }) => type === wanted)!.value)
  return utcDay(part('year'), part('month'), part('day'))
}

/** The date and time that the clocks show, as the epoch milliseconds of that time in UTC. */
function clockAt(instant: Date, timeZone: string): number {
  const parts = dateFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant)
  const [hours, minutes, seconds] = ['hour', 'minute', 'second'].map((wanted) =>
    Number(parts.find(({ type }) => type === wanted)!.value)
  )
  return midnightOf(instant, timeZone) + hours * HOUR_MS + minutes * 60_000 + seconds * 1000
}

/** Unlike `Date.UTC`, which treats the year 26 as 1926. */
function utcDay(year: number, month: number, day: number) {
  return new Date(0).setUTCFullYear(year, month - 1, day)
}

function dateOf(value: Moment): Date | undefined {
  if (typeof value === 'string') {
    const day = DAY.test(value) ? value : INSTANT.exec(value)?.[1]
    return day && isRealIsoDay(day) ? new Date(value) : undefined
  }
  if (typeof value === 'number' || value instanceof Date) {
    return new Date(value)
  }
  return typeof value?.toJSDate === 'function' ? value.toJSDate() : undefined
}

function isRealIsoDay(text: string) {
  const [, year, month, day] = DAY.exec(text)!.map(Number)
  return isRealDay(year, month, day)
}
