import type { Timing } from '#queue/schedules/types'

const WEEKDAYS = [
  'Sundays',
  'Mondays',
  'Tuesdays',
  'Wednesdays',
  'Thursdays',
  'Fridays',
  'Saturdays',
]
const NUMBER = /^\d+$/
const NUMBERS = /^\d+(,\d+)*$/

/**
 * Describes a cadence in a few words if possible, otherwise returns its expression.
 */
export function describeCadence({ cadence }: Pick<Timing, 'cadence'>): string {
  const [minute, hour, day, month, weekday, more] = cadence.split(' ')
  if (cadence.startsWith('every ') || month !== '*' || more) return cadence
  if (!NUMBER.test(minute)) return cadence
  if (hour === '*' && day === '*' && weekday === '*') return `hourly at :${minute.padStart(2, '0')}`
  if (!NUMBER.test(hour)) return cadence

  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
  const days = describeDays(day, weekday)
  return days ? `${days} at ${time}` : cadence
}

function describeDays(day: string, weekday: string) {
  if (day === '*' && weekday === '*') return 'daily'
  if (day === '*' && weekday === '1-5') return 'Monday to Friday'
  if (day === '*' && NUMBERS.test(weekday)) return listWeekdays(weekday)
  if (weekday === '*' && NUMBERS.test(day)) return `monthly on the ${day.replaceAll(',', ', ')}`
}

function listWeekdays(weekday: string) {
  return weekday
    .split(',')
    .map((number) => WEEKDAYS[Number(number) % 7])
    .join(', ')
}
