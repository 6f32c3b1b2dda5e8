import vine from '@vinejs/vine'
import { COUNTRIES } from '#config/countries'
import { LOCALES } from '#config/i18n'
import { THEMES } from '#config/themes'
import { DATE_ORDERS } from '#i18n/region'
import { timeZone } from '#validators/rules/time_zone'

/** Null means: derived from the country, or without one from the language; or no country. */
export const updatePreferencesValidator = vine.create({
  locale: vine.enum(LOCALES),
  country: vine.enum(COUNTRIES).nullable(),
  timeZone: vine.string().use(timeZone()),
  dateOrder: vine.enum(DATE_ORDERS).nullable(),
  firstDayOfWeek: vine.number().withoutDecimals().range([1, 7]).nullable(),
  theme: vine.enum(THEMES),
})
