import type { Region } from '#i18n/region'
import { FormatError } from '#i18n/formats/format_error'
import { dateFormat } from '#i18n/formats/intl'
import {
  dayAt,
  instantOf,
  isDay,
  startOfDayAt,
  timedInstantOf,
  type Moment,
} from '#i18n/formats/moments'
import { relativeOf } from '#i18n/formats/relative'
import { fieldsIn, shortDateOf, textOf } from '#i18n/formats/short_date'
import { withoutDirection } from '#i18n/formats/digits'

/** `short` has digits only: 31/12/2026. */
export type DateStyle = 'short' | 'medium' | 'long' | 'full'

const DAY_MS = 86_400_000
const STYLES = ['short', 'medium', 'long', 'full']

export function datesOf(tag: string, region: Region) {
  const { timeZone } = region
  const { shortDate, dateFields, isOwnOrder, ...shortDates } = shortDateOf(tag, region)
  const clockOf = (value: Moment) => (isDay(value) ? 'UTC' : timeZone)
  const inWords = (style: DateStyle) =>
    style === 'medium' && isOwnOrder && isTurned(tag) ? 'long' : style

  const date = (value: Moment, style: DateStyle = 'medium') => {
    const instant = instantOf(value, 'date')
    return checked('date', style) === 'short'
      ? plainSpaces(shortDate(instant, clockOf(value)))
      : write(instant, { dateStyle: inWords(style), timeZone: clockOf(value) })
  }

  /** `medium` includes seconds. */
  const time = (value: Moment, style: 'short' | 'medium' = 'short') =>
    write(timedInstantOf(value, 'time'), { timeStyle: checked('time', style), timeZone })

  /** The style applies to the date; the time has hours and minutes. */
  const dateTime = (value: Moment, style: DateStyle = 'medium') =>
    write(timedInstantOf(value, 'dateTime'), {
      dateStyle: inWords(checked('dateTime', style)),
      timeStyle: 'short',
      timeZone,
    })

  const write = (instant: Date, options: Intl.DateTimeFormatOptions) => {
    const format = dateFormat(tag, options)
    const isOurs = options.dateStyle && (options.dateStyle === 'short' || !isOwnOrder)
    return plainSpaces(
      isOurs
        ? withOurDigits(format.formatToParts(instant), instant, options)
        : format.format(instant)
    )
  }

  /**
   * Replaces Intl's numeric date with our short date: Intl shortens the year to two digits and ignores the region's
   * order.
   */
  const withOurDigits = (
    parts: Intl.DateTimeFormatPart[],
    instant: Date,
    { timeZone: clock }: Intl.DateTimeFormatOptions
  ) => {
    const [start, end] = fieldsIn(parts)
    const isOfDigits = parts.some(({ type, value }) => type === 'month' && /^\p{Nd}+$/u.test(value))
    return isOfDigits
      ? textOf(parts.slice(0, start)) + dateFields(instant, clock!) + textOf(parts.slice(end))
      : textOf(parts)
  }

  /** A range of days, both included. It does not repeat the parts that both share. */
  const range = (from: Moment, to: Moment, style: Exclude<DateStyle, 'short'> = 'medium') => {
    const [start, end] = [from, to].map((value) =>
      midnight(instantOf(value, 'range'), clockOf(value))
    )
    if (end < start) throw new FormatError('range', to, `${from} or a later day`)
    const options = { dateStyle: inWords(checked('range', style)), timeZone: 'UTC' } as const
    const format = dateFormat(tag, options)
    const first = write(start, options)
    const isInOurOrder = first !== plainSpaces(format.format(start))
    if (!isInOurOrder) return plainSpaces(format.formatRange(start, end))
    return start < end ? `${first} – ${write(end, options)}` : first
  }

  /** Today's date in the region's time zone. */
  const today = (now: Moment = Date.now()) => dayAt(timedInstantOf(now, 'today'), timeZone)

  /** The first moment of a calendar day (`2026-12-31`) in the region's time zone. */
  const startOfDay = (day: string) => startOfDayAt(calendarDay(day, 'startOfDay'), timeZone)

  /** The first moment after a calendar day. */
  const endOfDay = (day: string) => startOfDayAt(calendarDay(day, 'endOfDay') + DAY_MS, timeZone)

  /** The date as a form field shows it. */
  const dateInput = (value: Moment) => withoutDirection(date(value, 'short'))

  return {
    ...shortDates,
    date,
    time,
    dateTime,
    range,
    today,
    startOfDay,
    endOfDay,
    dateInput,
    relative: relativeOf(tag, timeZone),
  }
}

const RIGHT_TO_LEFT_MARK = '\u200f'

/**
 * Whether Intl's medium date has digits only, with the year on the left: beside `20/11/2026` of a form field, nobody
 * could tell which one is turned. Such a language writes the month as a word, as the others do.
 */
function isTurned(tag: string) {
  const format = dateFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' })
  return format.format(0).includes(RIGHT_TO_LEFT_MARK)
}

function checked<Style extends string>(method: string, style: Style): Style {
  if (!STYLES.includes(style)) throw new FormatError(method, style, `one of ${STYLES.join(', ')}`)
  return style
}

function calendarDay(day: string, method: string) {
  if (!isDay(day)) throw new FormatError(method, day, 'an ISO date such as 2026-12-31')
  return instantOf(day, method).getTime()
}

function midnight(instant: Date, timeZone: string) {
  return new Date(dayAt(instant, timeZone))
}

/** Engines use thin or narrow spaces in different places; V8 uses plain ones. */
function plainSpaces(text: string) {
  return text.replace(/[\u2009\u202f]/g, ' ')
}
