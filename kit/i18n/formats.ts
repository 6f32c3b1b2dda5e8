import type { Region } from '#i18n/region'
import { Cache } from '#i18n/formats/cache'
import { dateTimeInputOf } from '#i18n/formats/date_time_input'
import { datesOf } from '#i18n/formats/dates'
import { FormatError } from '#i18n/formats/format_error'
import { intlTag } from '#i18n/formats/intl'
import { listsOf } from '#i18n/formats/lists'
import { namesOf } from '#i18n/formats/names'
import { numberInputOf } from '#i18n/formats/number_input'
import { numbersOf } from '#i18n/formats/numbers'
import { timeInputOf } from '#i18n/formats/time_input'
import { firstDayOfWeekIn } from '#i18n/formats/week'

export { FormatError }
export type { Moment } from '#i18n/formats/moments'

export type Formats = ReturnType<typeof makeFormats>

const made = new Cache<Formats>(500)

/**
 * Formats and parses values in the notation of a region, with the same results on the server (`ctx.formats`) and in the
 * browser (`useFormats()`). A value that cannot be formatted throws a FormatError; a text that cannot be parsed gives
 * undefined.
 */
export function formatsOf(region: Region): Formats {
  const { locale, timeZone, dateOrder = '', firstDayOfWeek = '' } = region
  const key = [locale, timeZone, dateOrder, firstDayOfWeek].join(' ')
  return made.get(key, () => makeFormats(region))
}

export function isTimeZone(timeZone: string) {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone }))
  } catch {
    return false
  }
}

function makeFormats(region: Region) {
  const tag = tagOf(region)
  const numbers = numbersOf(tag)
  const days = datesOf(tag, region)
  const times = timeInputOf(tag)
  return {
    region,
    ...numbers,
    ...numberInputOf(tag, numbers.number),
    ...days,
    ...times,
    ...dateTimeInputOf(tag, region.timeZone, days, times),
    ...namesOf(tag, region.firstDayOfWeek ?? firstDayOfWeekIn(region.locale)),
    ...listsOf(tag),
  }
}

function tagOf(region: Region) {
  try {
    if (isTimeZone(region.timeZone)) return intlTag(region.locale)
  } catch {
    // The error below explains it.
  }
  throw new FormatError(
    'formatsOf',
    region,
    'a locale such as es-MX and a time zone such as Europe/Madrid'
  )
}
