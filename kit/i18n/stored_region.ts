import i18nManager from '@adonisjs/i18n/services/main'
import { DEFAULT_REGION, type DateOrder, type Region } from '#i18n/region'
import { timeZoneNamed } from '#i18n/time_zones'

/** The columns of a row; null means: as the locale has it. */
interface StoredChoices {
  locale: string | null
  timeZone: string | null
  dateOrder?: DateOrder | null
  firstDayOfWeek?: number | null
}

/**
 * For what is written without a request. A locale that is no longer supported, or a zone that is no more, is as if
 * it had not been chosen.
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
