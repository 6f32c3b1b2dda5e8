import type { datesOf } from '#i18n/formats/dates'
import { plainText, withoutDirection } from '#i18n/formats/digits'
import { dateFormat } from '#i18n/formats/intl'
import { isMoment, momentAt, timedInstantOf, type Moment } from '#i18n/formats/moments'
import type { timeInputOf } from '#i18n/formats/time_input'

const EXAMPLE = new Date('2026-12-31T14:05Z')
const LOCAL_ISO = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2})?$/

type Days = Pick<ReturnType<typeof datesOf>, 'parseDate' | 'dateInput' | 'dateExample'>
type Times = ReturnType<typeof timeInputOf>

/** Parses and writes a date with its time in a form field, in the region's notation and time zone. */
export function dateTimeInputOf(tag: string, timeZone: string, days: Days, times: Times) {
  /**
   * Parses a typed date and time to the moment in ISO 8601, in UTC, or undefined. Also accepts ISO 8601. Of a time that
   * the clocks show twice, it takes the first; one that they skip is no moment.
   */
  const parseDateTime = (text: string): string | undefined => {
    if (isMoment(text)) return new Date(text).toISOString()
    const [day, time] = partsOf(plainText(text).replace(/\s+/g, ' '))
    return day && time ? momentAt(day, time, timeZone)?.toISOString() : undefined
  }

  /** The date itself may have spaces. */
  const partsOf = (text: string): (string | undefined)[] => {
    const iso = LOCAL_ISO.exec(text)
    if (iso) return [days.parseDate(iso[1]), times.parseTime(iso[2])]
    return (
      [...text.matchAll(/[,\u060c]? /g)]
        .map(({ index, 0: gap }) => [text.slice(0, index), text.slice(index + gap.length)])
        .map(([day, time]) => [days.parseDate(day), times.parseTime(time)])
        .find((parts) => parts.every(Boolean)) ?? []
    )
  }

  const written = (day: string, instant: Date, zone: string) => {
    const time = dateFormat(tag, { hour: 'numeric', minute: '2-digit', timeZone: zone })
    return `${day} ${plainSpaces(withoutDirection(time.format(instant)))}`
  }

  /** The moment as a form field shows it, without its seconds. */
  const dateTimeInput = (value: Moment) =>
    written(days.dateInput(value), timedInstantOf(value, 'dateTimeInput'), timeZone)

  const dateTimeExample = written(days.dateExample, EXAMPLE, 'UTC')

  return { parseDateTime, dateTimeInput, dateTimeExample }
}

/** Engines use thin or narrow spaces in different places. */
function plainSpaces(text: string) {
  return text.replace(/[\u2009\u202f]/g, ' ')
}
