import i18nManager from '@adonisjs/i18n/services/main'
import { DEFAULT_REGION, type DateOrder, type Region } from '#i18n/region'
import { timeZoneNamed } from '#i18n/time_zones'

/** The columns of a row; null means: the locale's default. */
interface StoredChoices {
  locale: string | null
  timeZone: string | null
  dateOrder?: DateOrder | null
  firstDayOfWeek?: number | null
}

/**
 * The region for texts that are written outside a request. A locale or time zone that is no longer supported counts as
 * not chosen.
 */
export function storedRegion(choices: StoredChoices): Region {
  const locales = i18nManager.supportedLocales()
  return {
    locale: locales.find((one) => one === choices.locale) ?? DEFAULT_REGION.locale,
    timeZone: timeZoneNamed(choices.timeZone) ?? DEFAULT_REGION.timeZone,
    dateOrder: choices.dateOrder ?? undefined,
    firstDayOfWeek: choices.firstDayOfWeek ?? undefined,
  }
}
