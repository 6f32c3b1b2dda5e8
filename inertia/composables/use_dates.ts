import { computed } from 'vue'
import { useTranslations } from '~/composables/use_translations'

/** From the largest unit down, in seconds. */
const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
]

/** Dates in the page's language and the browser's time zone. Takes ISO 8601 strings. */
export function useDates() {
  const { locale } = useTranslations()
  const exactFormat = computed(
    () => new Intl.DateTimeFormat(locale.value, { dateStyle: 'medium', timeStyle: 'short' })
  )
  const relativeFormat = computed(
    () => new Intl.RelativeTimeFormat(locale.value, { numeric: 'auto' })
  )

  const exact = (date: string) => exactFormat.value.format(new Date(date))
  const relative = (date: string) => {
    const seconds = Math.min(0, Math.round((Date.parse(date) - Date.now()) / 1000))
    const [unit, size] = UNITS.find(([, length]) => -seconds >= length) ?? UNITS[UNITS.length - 1]
    return relativeFormat.value.format(Math.ceil(seconds / size), unit)
  }

  return { exact, relative }
}
