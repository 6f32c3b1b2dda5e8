import { test } from '@japa/runner'
import { habitsOf } from '#i18n/country_habits'

test.group('Habits of a country', () => {
  test('{country} writes {dateOrder}, and its week begins on day {firstDayOfWeek}')
    .with([
      { country: 'US', dateOrder: 'mdy' as const, firstDayOfWeek: 7 },
      { country: 'GB', dateOrder: 'dmy' as const, firstDayOfWeek: 1 },
      { country: 'DE', dateOrder: 'dmy' as const, firstDayOfWeek: 1 },
      { country: 'SE', dateOrder: 'ymd' as const, firstDayOfWeek: 1 },
      { country: 'JP', dateOrder: 'ymd' as const, firstDayOfWeek: 7 },
      { country: 'MX', dateOrder: 'dmy' as const, firstDayOfWeek: 7 },
      { country: 'EG', dateOrder: 'dmy' as const, firstDayOfWeek: 6 },
    ])
    .run(({ assert }, { country, ...habits }) => {
      assert.deepEqual(habitsOf(country), habits)
    })
})
