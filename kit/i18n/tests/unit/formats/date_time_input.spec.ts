import { test } from '@japa/runner'
import { formatsOf } from '#i18n/formats'

const formats = (locale: string, timeZone = 'Europe/Madrid') => formatsOf({ locale, timeZone })

test.group('Date and time in a field', () => {
  for (const [locale, time, moment] of [
    ['en', '2:05 PM', '12/31/2026 2:05 PM'],
    ['es', '14:05', '31/12/2026 14:05'],
    ['ar', '2:05 م', '31/12/2026 2:05 م'],
  ]) {
    test(`a moment is written and read again in ${locale}`, ({ assert }) => {
      const { dateTimeInput, parseDateTime, timeInput, parseTime, ...examples } = formats(locale)
      assert.equal(examples.timeExample, time)
      assert.equal(examples.dateTimeExample, moment)
      assert.equal(timeInput('14:05:33'), time)
      assert.equal(parseTime(time), '14:05')
      assert.equal(dateTimeInput('2026-12-31T13:05:33Z'), moment)
      assert.equal(parseDateTime(moment), '2026-12-31T13:05:00.000Z')
    })
  }

  for (const [typed, moment] of [
    ['31/12/2026, 14:05', '2026-12-31T13:05:00.000Z'],
    ['31 / 12 / 2026   14:05', '2026-12-31T13:05:00.000Z'],
    ['٣١/١٢/٢٠٢٦، ١٤:٠٥', '2026-12-31T13:05:00.000Z'],
    ['2026-12-31T14:05', '2026-12-31T13:05:00.000Z'],
    ['2026-12-31T14:05:00+02:00', '2026-12-31T12:05:00.000Z'],
    ['2026-07-01 00:00', '2026-06-30T22:00:00.000Z'],
  ]) {
    test(`${typed} is a moment in Spanish`, ({ assert }) => {
      assert.equal(formats('es').parseDateTime(typed), moment)
    })
  }

  for (const typed of ['', ' ', '31/12/2026', '14:05', '31/12/2026 25:05', '31/13/2026 14:05']) {
    test(`"${typed}" is no moment`, ({ assert }) => {
      assert.isUndefined(formats('es').parseDateTime(typed))
    })
  }

  test('a time that the clocks show twice is the first one', ({ assert }) => {
    const { parseDateTime } = formats('es')
    assert.equal(parseDateTime('25/10/2026 02:30'), '2026-10-25T00:30:00.000Z')
  })

  test('a time that the clocks skip is no moment', ({ assert }) => {
    assert.isUndefined(formats('es').parseDateTime('29/03/2026 02:30'))
    assert.equal(formats('es').parseDateTime('29/03/2026 03:00'), '2026-03-29T01:00:00.000Z')
  })

  test('a day that starts later than midnight and an island beyond 12 hours', ({ assert }) => {
    assert.isUndefined(formats('es', 'America/Santiago').parseDateTime('06/09/2026 00:30'))
    assert.equal(
      formats('es', 'Pacific/Kiritimati').parseDateTime('01/01/2026 00:00'),
      '2025-12-31T10:00:00.000Z'
    )
  })
})

test.group('Money in a field', () => {
  for (const [locale, code, sign, amount] of [
    ['en', 'EUR', { text: '€', side: 'leading' }, '1234.50'],
    ['es', 'EUR', { text: '€', side: 'trailing' }, '1234,50'],
    ['ar', 'EUR', { text: '€', side: 'trailing' }, '1234.50'],
    ['en', 'CHF', { text: 'CHF', side: 'leading' }, '1234.50'],
    ['es', 'JPY', { text: 'JPY', side: 'trailing' }, '1234,5'],
  ] as const) {
    test(`an amount of ${code} in ${locale}`, ({ assert }) => {
      const { currencySign, currencyInput, parseDecimal } = formats(locale)
      assert.deepEqual(currencySign(code), sign)
      assert.equal(currencyInput('1234.5', code), amount)
      assert.equal(Number(parseDecimal(amount)), 1234.5)
    })
  }

  for (const [typed, decimal] of [
    ['1.234,50', '1234.50'],
    ['9.007.199.254.740.993,10', '9007199254740993.10'],
    ['007', '7'],
    ['-0,00', '0.00'],
    [',5', '0.5'],
    ['-1,5', '-1.5'],
  ]) {
    test(`${typed} is the decimal ${decimal} in Spanish`, ({ assert }) => {
      assert.equal(formats('es').parseDecimal(typed), decimal)
    })
  }

  test('an amount keeps every digit', ({ assert }) => {
    assert.equal(formats('en').currencyInput('9007199254740993.123', 'EUR'), '9007199254740993.123')
  })
})
