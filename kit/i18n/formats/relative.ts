import { relativeFormat } from '#i18n/formats/intl'
import { dayAt, instantOf, isDay, timedInstantOf, type Moment } from '#i18n/formats/moments'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export function relativeOf(tag: string, timeZone: string) {
  const write = (amount: number, unit: Intl.RelativeTimeFormatUnit) =>
    relativeFormat(tag, { numeric: 'auto' }).format(amount, unit)
  const counted = (amount: number, unit: Intl.RelativeTimeFormatUnit) =>
    relativeFormat(tag, { numeric: 'always' }).format(amount, unit)

  /**
   * The distance from now in whole units: minutes and hours within a day, then calendar days in the region's time zone,
   * so that "yesterday" means the previous calendar day. A value that is a calendar day is compared with today.
   */
  return (value: Moment, now: Moment = Date.now()) => {
    const [then, today] = [instantOf(value, 'relative'), timedInstantOf(now, 'relative')]
    const distance = then.getTime() - today.getTime()
    const day = isDay(value) ? value : dayAt(then, timeZone)
    const days = daysBetween(dayAt(today, timeZone), day)

    if (!isDay(value) && (Math.abs(distance) < DAY || days === 0)) return withinDay(distance)
    return Math.abs(days) < 7 ? write(days, 'day') : beyondDays(dayAt(today, timeZone), day, days)
  }

  function withinDay(distance: number) {
    if (Math.abs(distance) < MINUTE) return write(0, 'second')
    const [unit, length] =
      Math.abs(distance) < HOUR ? (['minute', MINUTE] as const) : (['hour', HOUR] as const)
    return counted(Math.trunc(distance / length), unit)
  }

  /** Avoids Intl's "last month", because it could mean yesterday: the result is "1 month ago". */
  function beyondDays(from: string, to: string, days: number) {
    const months = monthsBetween(from, to)
    if (months === 0) return counted(Math.trunc(days / 7), 'week')
    return Math.abs(months) < 12
      ? counted(months, 'month')
      : counted(Math.trunc(months / 12), 'year')
  }
}

function daysBetween(from: string, to: string) {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY)
}

/** Counts whole months: 31 January to 28 February is none. */
function monthsBetween(from: string, to: string): number {
  if (to < from) return -monthsBetween(to, from) || 0
  const [start, end] = [from, to].map((day) => day.split('-').map(Number))
  const months = (end[0] - start[0]) * 12 + end[1] - start[1]
  return end[2] < start[2] ? months - 1 : months
}
