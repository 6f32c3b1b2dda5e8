import { plainText, withoutDirection } from '#i18n/formats/digits'
import { dateFormat } from '#i18n/formats/intl'

/** As PostgreSQL returns a `time`. */
const TIME = /^(\d{2}):(\d{2})(:\d{2}(\.\d+)?)?$/
const TYPED = /^(\D*?) ?(\d{1,2}) ?[:.h] ?(\d{2}) ?(\D*)$/i

/** Parses and writes the times of day in form fields. */
export function timeInputOf(tag: string) {
  const format = dateFormat(tag, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' })
  const usesHalves = format.resolvedOptions().hour12 === true
  const halves = [1, 13].map((hour) => halfOf(tag, hour))

  /**
   * Parses a typed time to `14:05`, or undefined. In a locale with a 12-hour clock, an hour from 1 to 12 needs AM or
   * PM.
   */
  const parseTime = (text: string): string | undefined => {
    const [, before, hour, minute, after] = TYPED.exec(plainSpaces(plainText(text))) ?? []
    if (hour === undefined || Number(minute) > 59 || (before && after)) return undefined
    const hours = hoursOf(Number(hour), before || after)
    return hours === undefined ? undefined : `${String(hours).padStart(2, '0')}:${minute}`
  }

  function hoursOf(hour: number, half: string) {
    if (half) {
      const index = halfNamed(half, halves)
      return index !== undefined && hour >= 1 && hour <= 12 ? (hour % 12) + index * 12 : undefined
    }
    const isClear = !usesHalves || hour === 0 || hour > 12
    return isClear && hour < 24 ? hour : undefined
  }

  /** A time such as `14:05` or `14:05:00` as a form field shows it. Any other text stays as it is. */
  const timeInput = (time: string) => {
    const [, hour, minute] = TIME.exec(time) ?? []
    if (!hour || Number(hour) > 23 || Number(minute) > 59) return time
    const instant = Date.UTC(2024, 0, 1, Number(hour), Number(minute))
    return withoutDirection(format.format(instant)).replace(/[\u2009\u202f]/g, ' ')
  }

  return { parseTime, timeInput, timeExample: timeInput('14:05') }
}

/** 0 for AM, 1 for PM, in the locale's words or in English. */
function halfNamed(text: string, halves: string[]) {
  const name = bare(text)
  return [0, 1].find((half) => name === halves[half] || name === ['am', 'pm'][half])
}

function halfOf(tag: string, hour: number) {
  const parts = dateFormat(tag, { hour: 'numeric', hour12: true, timeZone: 'UTC' }).formatToParts(
    Date.UTC(2024, 0, 1, hour)
  )
  return bare(parts.find(({ type }) => type === 'dayPeriod')?.value ?? '')
}

function bare(text: string) {
  return text.replace(/[\s.]/g, '').toLowerCase()
}

function plainSpaces(text: string) {
  return text.replace(/\s+/g, ' ')
}
