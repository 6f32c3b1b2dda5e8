import i18nManager from '@adonisjs/i18n/services/main'
import { habitsOf } from '#i18n/country_habits'
import { defaultRegion } from '#i18n/default_region'
import type { DateOrder, Region } from '#i18n/region'
import { timeZoneNamed } from '#i18n/time_zones'

/** The columns of a row; null means: the country's default, or the locale's without a country. */
interface StoredChoices {
  locale: string | null
  timeZone: string | null
  country?: string | null
  dateOrder?: DateOrder | null
  firstDayOfWeek?: number | null
}

/**
 * The region for texts that are written outside a request. A locale or time zone that is no longer supported counts as
 * not chosen.
 */
export function storedRegion(choices: StoredChoices): Region {
  const locales = i18nManager.supportedLocales()
  const usual = defaultRegion()
  const habits = choices.country ? habitsOf(choices.country) : {}
  return {
    locale: locales.find((one) => one === choices.locale) ?? usual.locale,
    timeZone: timeZoneNamed(choices.timeZone) ?? usual.timeZone,
    dateOrder: choices.dateOrder ?? habits.dateOrder,
    firstDayOfWeek: choices.firstDayOfWeek ?? habits.firstDayOfWeek,
  }
}
