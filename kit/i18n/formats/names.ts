import { FormatError } from '#i18n/formats/format_error'
import { dateFormat, displayNames } from '#i18n/formats/intl'

type NameLength = 'long' | 'short' | 'narrow'

/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1)
const DAY_MS = 86_400_000

/**
 * Chromium's long names of these regions differ from Node's; the short names agree, and of `FK` only the first half.
 */
const SHORT = ['HK', 'MO', 'PS']
const IN_HALVES = 'FK'

const UNIVERSAL = /^(Etc\/)?(UTC|UCT|Universal|Zulu|GMT)$/

export function namesOf(tag: string, firstDayOfWeek: number) {
  /** `code` is a language tag such as `es` or `es-MX`. */
  const languageName = (code: string) =>
    named('languageName', code, 'a language tag such as es-MX', () =>
      displayNames(tag, { type: 'language' }).of(code)
    )

  /** `code` is an ISO 3166 country code such as `ES`. */
  const countryName = (code: string) =>
    named('countryName', code, 'the code of a country, such as ES', () => {
      const style = SHORT.includes(code) ? 'short' : 'long'
      const name = displayNames(tag, { type: 'region', style }).of(code)
      return code === IN_HALVES ? name?.replace(/ [(-].*$/, '') : name
    })

  /** The name of a zone such as `Europe/Madrid`, the same in winter and summer: "Central European Time". */
  const timeZoneName = (timeZone: string) =>
    named('timeZoneName', timeZone, 'a time zone such as Europe/Madrid', () => {
      const style = UNIVERSAL.test(timeZone) ? 'long' : 'longGeneric'
      const parts = dateFormat(tag, { timeZone, timeZoneName: style }).formatToParts()
      return parts.find(({ type }) => type === 'timeZoneName')?.value
    })

  /** The names of the seven days, starting with the region's first day of the week. */
  const weekdays = (length: NameLength = 'long') =>
    Array.from({ length: 7 }, (_, index) => {
      const day = new Date(MONDAY + (firstDayOfWeek - 1 + index) * DAY_MS)
      return dateFormat(tag, { weekday: length, timeZone: 'UTC' }).format(day)
    })

  /** The names of the twelve months in their stand-alone form. */
  const monthNames = (length: NameLength = 'long') =>
    Array.from({ length: 12 }, (_, month) =>
      dateFormat(tag, { month: length, timeZone: 'UTC' }).format(Date.UTC(2024, month, 15))
    )

  return { languageName, countryName, timeZoneName, weekdays, monthNames, firstDayOfWeek }
}

function named(method: string, code: string, expected: string, find: () => string | undefined) {
  try {
    return find() ?? code
  } catch {
    throw new FormatError(method, code, expected)
  }
}
