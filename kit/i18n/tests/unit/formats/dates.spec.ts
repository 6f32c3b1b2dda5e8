import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import { FormatError, formatsOf } from '#i18n/formats'
import type { Region } from '#i18n/region'

const madrid = (locale: string, region: Partial<Region> = {}) =>
  formatsOf({ locale, timeZone: 'Europe/Madrid', ...region })

const NEW_YEAR = '2026-12-31T23:30:00Z'

test.group('Formats | dates', () => {
  const WRITTEN: Record<string, [short: string, medium: string, dateTime: string]> = {
    'en': ['01/01/2027', 'Jan 1, 2027', 'Jan 1, 2027, 12:30 AM'],
    'es': ['01/01/2027', '1 ene 2027', '1 ene 2027, 0:30'],
    'ar': ['01\u200f/01\u200f/2027', '1 يناير 2027', '1 يناير 2027 في 12:30 ص'],
    'de': ['01.01.2027', '01.01.2027', '01.01.2027, 00:30'],
    'ja': ['2027/01/01', '2027/01/01', '2027/01/01 0:30'],
    'en-XA': ['01/01/2027', 'Jan 1, 2027', 'Jan 1, 2027, 12:30 AM'],
  }
  for (const [locale, [short, medium, dateTime]] of Object.entries(WRITTEN)) {
    test(`${locale} formats an instant in the time zone of the region`, ({ assert }) => {
      const { date, dateTime: both } = madrid(locale)
      assert.equal(date(NEW_YEAR, 'short'), short)
      assert.equal(date(NEW_YEAR), medium)
      assert.equal(both(NEW_YEAR), dateTime)
    })
  }

  test('every type of moment is accepted', ({ assert }) => {
    const { dateTime } = madrid('en')
    const instant = new Date(NEW_YEAR)
    const luxon = DateTime.fromJSDate(instant, { zone: 'Asia/Tokyo' })
    for (const value of [instant, instant.getTime(), '2027-01-01T08:30:00.000+09:00', luxon]) {
      assert.equal(dateTime(value), 'Jan 1, 2027, 12:30 AM')
    }
  })

  test('a calendar day is the same in every time zone', ({ assert }) => {
    for (const timeZone of ['Pacific/Kiritimati', 'UTC', 'Pacific/Pago_Pago']) {
      assert.equal(madrid('en', { timeZone }).date('2026-12-31', 'short'), '12/31/2026')
    }
  })

  test('dates are Gregorian in every locale', ({ assert }) => {
    assert.equal(madrid('th').date('2026-12-31', 'short'), '31/12/2026')
    assert.equal(madrid('fa').date('2026-12-31', 'short'), '۲۰۲۶/۱۲/۳۱')
    assert.equal(madrid('ar-SA').date('2026-12-31', 'short'), '٣١\u200f/١٢\u200f/٢٠٢٦')
  })

  test('every numeric date has the order of the region', ({ assert }) => {
    const ymd = madrid('es', { dateOrder: 'ymd' })
    assert.equal(ymd.date('2026-12-31', 'short'), '2026-12-31')
    assert.equal(ymd.dateExample, '2026-12-31')
    assert.equal(ymd.dateTime(NEW_YEAR, 'short'), '2027-01-01, 0:30')
    assert.equal(ymd.date('2026-12-31', 'long'), '31 de diciembre de 2026')
    assert.equal(madrid('de', { dateOrder: 'ymd' }).date('2026-12-31'), '2026-12-31')
    assert.equal(madrid('en', { dateOrder: 'dmy' }).date('2026-12-31', 'short'), '31/12/2026')
    assert.equal(madrid('bg').dateTime(NEW_YEAR, 'short'), '01.01.2027 г., 0:30')
  })

  test('summer time and winter time are applied', ({ assert }) => {
    const { time } = madrid('es')
    assert.equal(time('2026-03-29T00:59:59Z'), '1:59')
    assert.equal(time('2026-03-29T01:00:00Z'), '3:00')
    assert.equal(time('2026-10-25T00:30:00Z'), '2:30')
    assert.equal(time('2026-10-25T01:30:00Z'), '2:30')
    assert.equal(time('2026-10-25T01:30:05Z', 'medium'), '2:30:05')
  })

  test('a range shows the shared parts of its days once', ({ assert }) => {
    assert.equal(madrid('en').range('2026-12-30', '2027-01-02'), 'Dec 30, 2026 – Jan 2, 2027')
    assert.equal(madrid('es').range('2026-12-30', NEW_YEAR), '30 dic 2026 – 1 ene 2027')
    assert.equal(madrid('es').range('2026-12-30', '2026-12-31'), '30–31 dic 2026')
    const ymd = madrid('ar', { dateOrder: 'ymd' })
    assert.equal(ymd.range('2026-12-30', '2026-12-31'), '2026-12-30 – 2026-12-31')
    assert.equal(ymd.range('2026-12-31', '2026-12-31'), '2026-12-31')
    assert.throws(() => madrid('es').range('2026-12-31', '2026-12-30'), /2026-12-31 or a later day/)
  })

  const WRONG: [name: string, write: () => unknown, message: RegExp][] = [
    ['a word', () => madrid('en').date('soon'), /^date\(\) was given "soon", but needs a Date/],
    ['an invalid Date', () => madrid('en').date(new Date('x')), /^date\(\) .*Invalid Date/],
    ['no number', () => madrid('en').dateTime(Number.NaN), /^dateTime\(\) was given NaN/],
    ['30 February', () => madrid('en').date('2026-02-30'), /"2026-02-30"/],
    [
      '30 February, 10 am',
      () => madrid('en').time('2026-02-30T10:00:00Z'),
      /^time\(\) .*"2026-02-30/,
    ],
    ['no offset', () => madrid('en').dateTime('2026-12-31T10:00:00'), /with time and offset/],
    ['null', () => madrid('en').date(null as never), /^date\(\) was given null/],
    ['a time of a day', () => madrid('en').time('2026-12-31'), /needs a time of day too/],
    ['an unknown style', () => madrid('en').date(0, 'tiny' as never), /one of short, medium/],
    [
      'an unknown zone',
      () => madrid('en', { timeZone: 'Mars/Base' }),
      /^formatsOf\(\) .*Mars\/Base/,
    ],
    ['no locale', () => madrid('not a locale'), /^formatsOf\(\) .*not a locale/],
  ]
  for (const [name, write, message] of WRONG) {
    test(`${name} throws an error that names value and method`, ({ assert }) => {
      assert.throws(write, message)
      try {
        write()
      } catch (error) {
        assert.instanceOf(error, FormatError)
      }
    })
  }
})

test.group('Formats | days in a time zone', () => {
  const STARTS: [timeZone: string, day: string, start: string, why: string][] = [
    ['Europe/Madrid', '2026-12-31', '2026-12-30T23:00:00.000Z', 'an hour ahead of UTC'],
    ['Europe/Madrid', '2026-07-01', '2026-06-30T22:00:00.000Z', 'two in summer'],
    ['America/Santiago', '2026-09-06', '2026-09-06T04:00:00.000Z', 'it has no 00:00'],
    ['America/Havana', '2026-11-01', '2026-11-01T04:00:00.000Z', 'it has 00:00 twice'],
    ['Asia/Beirut', '2026-10-25', '2026-10-24T22:00:00.000Z', 'the day before has 25 hours'],
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z', 'a day that was skipped'],
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00.000Z', 'the day after it'],
    ['Pacific/Kiritimati', '2026-01-01', '2025-12-31T10:00:00.000Z', 'the first of all zones'],
    ['Pacific/Pago_Pago', '2026-01-01', '2026-01-01T11:00:00.000Z', 'the last of all zones'],
    ['Asia/Kathmandu', '2026-01-01', '2025-12-31T18:15:00.000Z', 'a quarter of an hour'],
  ]
  for (const [timeZone, day, start, why] of STARTS) {
    test(`${day} starts in ${timeZone}: ${why}`, ({ assert }) => {
      const { startOfDay } = formatsOf({ locale: 'en', timeZone })
      assert.equal(startOfDay(day).toISOString(), start)
    })
  }

  test('a day ends where the next one starts, in the last year too', ({ assert }) => {
    const { endOfDay, startOfDay } = madrid('en')
    assert.deepEqual(endOfDay('2026-10-25'), startOfDay('2026-10-26'))
    assert.equal(endOfDay('9999-12-31').toISOString(), '9999-12-31T23:00:00.000Z')
    assert.throws(() => startOfDay('31/12/2026'), /^startOfDay\(\) was given "31\/12\/2026"/)
  })

  test('today is the current day in the time zone of the region', ({ assert }) => {
    const now = '2026-12-31T23:30:00Z'
    assert.equal(formatsOf({ locale: 'en', timeZone: 'Europe/Madrid' }).today(now), '2027-01-01')
    assert.equal(formatsOf({ locale: 'en', timeZone: 'UTC' }).today(now), '2026-12-31')
  })
})
