import { test } from '@japa/runner'
import { formatsOf } from '#i18n/formats'
import type { Region } from '#i18n/region'

const reader = (locale: string, region: Partial<Region> = {}) =>
  formatsOf({ locale, timeZone: 'UTC', ...region }).parseDate

const READ: [locale: string, text: string, day: string][] = [
  ['es', '31/12/2026', '2026-12-31'],
  ['es', '31-12-2026', '2026-12-31'],
  ['es', '31.12.2026', '2026-12-31'],
  ['es', ' 1 / 2 / 2026 ', '2026-02-01'],
  ['es', '2026-12-31', '2026-12-31'],
  ['es', '29/02/2028', '2028-02-29'],
  ['en', '12/31/2026', '2026-12-31'],
  ['en', '2/1/2026', '2026-02-01'],
  ['en', '2026-02-01', '2026-02-01'],
  ['ar', '31/12/2026', '2026-12-31'],
  ['ar', '٣١/١٢/٢٠٢٦', '2026-12-31'],
  ['ar', '31\u200f/12\u200f/2026', '2026-12-31'],
  ['de', '31.12.2026', '2026-12-31'],
  ['cs', '31. 12. 2026', '2026-12-31'],
  ['fr', '31/12/2026', '2026-12-31'],
  ['ja', '2026/12/31', '2026-12-31'],
  ['ja', '2026/2/1', '2026-02-01'],
  ['ko', '2026. 12. 31.', '2026-12-31'],
  ['pl', '31.12.2026', '2026-12-31'],
  ['he', '31.12.2026', '2026-12-31'],
  ['bg', '31.12.2026 г.', '2026-12-31'],
  ['fa', '۲۰۲۶/۱۲/۳۱', '2026-12-31'],
]

const REFUSED: [locale: string, text: string, why: string][] = [
  ['es', '12/31/2026', 'there is no month 31'],
  ['es', '29/02/2027', 'no leap year'],
  ['es', '31/04/2026', 'April has 30 days'],
  ['es', '0/1/2026', 'no day 0'],
  ['es', '1/0/2026', 'no month 0'],
  ['es', '2026-02-30', 'not in the calendar'],
  ['es', '2026/12/31', 'another order'],
  ['es', '31/12/26', 'a year of two digits'],
  ['es', '31/12/0026', 'a slip'],
  ['es', '31/12-2026', 'mixed separators'],
  ['es', '31/12', 'no year'],
  ['es', '31/12/2026/1', 'too much'],
  ['es', '31122026', 'no separators'],
  ['es', '31 12 2026', 'no separators'],
  ['es', 'mañana', 'a word'],
  ['es', '2026-12-31T10:00:00Z', 'a time too'],
  ['es', '', 'nothing'],
  ['en', '31/12/2026', 'there is no month 31'],
  ['ja', '31/12/2026', 'another order'],
]

test.group('Formats | parseDate', () => {
  for (const [locale, text, day] of READ) {
    test(`${locale}: ${JSON.stringify(text)} is parsed as ${day}`, ({ assert }) => {
      assert.equal(reader(locale)(text), day)
    })
  }

  for (const [locale, text, why] of REFUSED) {
    test(`${locale}: ${JSON.stringify(text)} is refused: ${why}`, ({ assert }) => {
      assert.isUndefined(reader(locale)(text))
    })
  }

  test('the date order of the region wins over that of the locale', ({ assert }) => {
    assert.equal(reader('en', { dateOrder: 'dmy' })('1/2/2026'), '2026-02-01')
    assert.equal(reader('es', { dateOrder: 'mdy' })('1/2/2026'), '2026-01-02')
    assert.equal(reader('es', { dateOrder: 'ymd' })('2026.1.2'), '2026-01-02')
    assert.isUndefined(reader('es', { dateOrder: 'ymd' })('1/2/2026'))
    assert.equal(reader('es', { dateOrder: 'mdy' })('2026-02-01'), '2026-02-01')
  })

  test('a parsed day is the same in every time zone', ({ assert }) => {
    for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      assert.equal(reader('es', { timeZone })('31/12/2026'), '2026-12-31')
    }
  })
})

test.group('Formats | parseTime', () => {
  const READ_TIMES: [locale: string, text: string, time: string | undefined][] = [
    ['es', '14:05', '14:05'],
    ['es', '9:05', '09:05'],
    ['es', '9.05', '09:05'],
    ['es', '24:00', undefined],
    ['es', '14:60', undefined],
    ['es', '14', undefined],
    ['en', '2:05 PM', '14:05'],
    ['en', '12:00 am', '00:00'],
    ['en', '12:30 p.m.', '12:30'],
    ['en', '14:05', '14:05'],
    ['en', '2:05', undefined],
    ['en', '14:05 PM', undefined],
    ['ar', '2:05 م', '14:05'],
    ['ar', '٢:٠٥ ص', '02:05'],
    ['ko', '오후 2:05', '14:05'],
    ['fr', '14h05', '14:05'],
  ]
  for (const [locale, text, time] of READ_TIMES) {
    test(`${locale}: ${JSON.stringify(text)} is parsed as ${time}`, ({ assert }) => {
      assert.equal(formatsOf({ locale, timeZone: 'UTC' }).parseTime(text), time)
    })
  }
})
