import { formatsOf } from '#i18n/formats'
import { DEFAULT_REGION, type Region } from '#i18n/region'

type Habits = Pick<Region, 'dateOrder' | 'firstDayOfWeek'>

/** Each request of an account with a country asks. */
const known = new Map<string, Habits>()

/**
 * How a country writes its dates and begins its week, whatever language a person reads. The notation is that of the
 * country's main language.
 * @param country an ISO 3166 code such as `DE`
 */
export function habitsOf(country: string): Habits {
  const habits = known.get(country) ?? findHabits(country)
  known.set(country, habits)
  return habits
}

function findHabits(country: string): Habits {
  const { language } = new Intl.Locale(`und-${country}`).maximize()
  const locale = `${language}-${country}`
  const { dateOrder, firstDayOfWeek } = formatsOf({ ...DEFAULT_REGION, locale })
  return { dateOrder, firstDayOfWeek }
}
