import { formatsOf } from '#i18n/formats'
import { DEFAULT_REGION, type Region } from '#i18n/region'

/**
 * How a country writes its dates and begins its week, whatever language a person reads. The notation is that of the
 * country's main language.
 * @param country an ISO 3166 code such as `DE`
 */
export function habitsOf(country: string): Pick<Region, 'dateOrder' | 'firstDayOfWeek'> {
  const { language } = new Intl.Locale(`und-${country}`).maximize()
  const locale = `${language}-${country}`
  const { dateOrder, firstDayOfWeek } = formatsOf({ ...DEFAULT_REGION, locale })
  return { dateOrder, firstDayOfWeek }
}
