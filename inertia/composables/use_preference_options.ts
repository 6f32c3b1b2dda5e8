import { computed } from 'vue'
import { useTranslations } from '~/composables/use_translations'
import { languages } from '~/messages'
import { habitsOf } from '#i18n/country_habits'
import { formatsOf } from '#i18n/formats'
import { DATE_ORDERS, DEFAULT_REGION } from '#i18n/region'

/** Its day, month and year are unmistakable. */
const EXAMPLE = '2026-12-31'
const MONDAY_FIRST = 1

/**
 * The options of the preferences page, in the page's language. An empty value means: derived from the stored country, or
 * without one from the language.
 */
export function usePreferenceOptions(countries: string[], country: () => string | null) {
  const { t, locale } = useTranslations()
  const region = computed(() => ({ ...DEFAULT_REGION, locale: locale.value }))
  const usual = computed(() => {
    const chosen = country()
    return formatsOf({ ...region.value, ...(chosen ? habitsOf(chosen) : {}) })
  })
  const byDefault = (example: string) => ({
    value: '',
    label: country()
      ? t('settings.preferences.by_country', { example })
      : t('settings.preferences.by_language', { example }),
  })

  const languageOptions = languages.map(({ code, name, dir }) => {
    return { value: code, label: name, lang: code, dir }
  })

  const countryOptions = computed(() => {
    const { countryName } = formatsOf(region.value)
    const { compare } = new Intl.Collator(locale.value)
    const options = countries.map((code) => ({ value: code, label: countryName(code) }))
    return [
      { value: '', label: t('settings.preferences.no_country') },
      ...options.sort((one, other) => compare(one.label, other.label)),
    ]
  })

  const themeOptions = computed(() =>
    (['system', 'light', 'dark'] as const).map((theme) => ({
      value: theme,
      label: t(`settings.preferences.themes.${theme}`),
    }))
  )

  const dateOrderOptions = computed(() => {
    const exampleOf = (formats: ReturnType<typeof formatsOf>) => formats.dateInput(EXAMPLE)
    return [
      byDefault(exampleOf(usual.value)),
      ...DATE_ORDERS.map((dateOrder) => ({
        value: dateOrder,
        label: exampleOf(formatsOf({ ...region.value, dateOrder })),
      })),
    ]
  })

  const firstDayOptions = computed(() => {
    const days = formatsOf({ ...region.value, firstDayOfWeek: MONDAY_FIRST }).weekdays()
    return [
      byDefault(days[usual.value.firstDayOfWeek - 1]),
      ...days.map((label, index) => ({ value: index + 1, label })),
    ]
  })

  return { languageOptions, countryOptions, dateOrderOptions, firstDayOptions, themeOptions }
}
