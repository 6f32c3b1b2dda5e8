import { computed } from 'vue'
import { useTranslations } from '~/composables/use_translations'
import { languages } from '~/messages'
import { DATE_ORDERS, type DateOrder } from '#i18n/region'

/** A day whose numbers cannot be taken for one another, and a Monday. */
const EXAMPLE = Date.UTC(2026, 11, 31)
const MONDAY = Date.UTC(2024, 0, 1)
const ONE_DAY = 86_400_000

const PARTS = { ymd: ['year', 'month', 'day'], mdy: ['month', 'day', 'year'], dmy: ['day', 'month', 'year'] }

/** What can be chosen on the page of preferences, in the page's language. No value means: as the language has it. */
export function usePreferenceOptions() {
  const { t, locale } = useTranslations()

  const languageOptions = languages.map(({ code, name, dir }) => ({
    value: code,
    label: name,
    lang: code,
    dir,
  }))

  const dateOrderOptions = computed(() => [
    { value: '', label: byLanguage(exampleDate(locale.value)) },
    ...DATE_ORDERS.map((order) => ({ value: order, label: exampleDate(locale.value, order) })),
  ])

  const firstDayOptions = computed(() => [
    { value: '', label: byLanguage(weekday(firstDayIn(locale.value), locale.value)) },
    ...[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: day, label: weekday(day, locale.value) })),
  ])

  const byLanguage = (example: string) => t('settings.preferences.by_language', { example })

  return { languageOptions, dateOrderOptions, firstDayOptions }
}

function exampleDate(locale: string, order?: DateOrder) {
  const format = dateFormat(locale, { day: '2-digit', month: '2-digit', year: 'numeric' })
  if (!order) return format.format(EXAMPLE)

  const parts = format.formatToParts(EXAMPLE)
  const valueOf = (type: string) => parts.find((part) => part.type === type)?.value
  return PARTS[order].map(valueOf).join(order === 'ymd' ? '-' : '/')
}

function weekday(day: number, locale: string) {
  return dateFormat(locale, { weekday: 'long' }).format(MONDAY + (day - 1) * ONE_DAY)
}

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions) {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
}

function firstDayIn(locale: string) {
  return new Intl.Locale(locale).getWeekInfo?.().firstDay ?? 1
}
