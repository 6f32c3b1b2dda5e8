import { test } from '@japa/runner'
import { formatsOf } from '#i18n/formats'

const reader = (locale: string) => formatsOf({ locale, timeZone: 'UTC' }).parseNumber

const READ: [locale: string, text: string, number: number][] = [
  ['en', '1,234.5', 1234.5],
  ['en', '1234.5', 1234.5],
  ['en', '  7 ', 7],
  ['en', '+5', 5],
  ['en', '-0', 0],
  ['en', '.5', 0.5],
  ['en', '\u22121,000', -1000],
  ['en', '1 234 567.25', 1_234_567.25],
  ['en', '9,007,199,254,740,991', Number.MAX_SAFE_INTEGER],
  ['es', '1.234,5', 1234.5],
  ['es', '1234,5', 1234.5],
  ['es', '1 234,5', 1234.5],
  ['es', '-1.234.567', -1_234_567],
  ['ar', '1,234.5', 1234.5],
  ['ar', '١٬٢٣٤٫٥', 1234.5],
  ['ar', '١٢٣', 123],
  ['ar', '\u200e-5', -5],
  ['de', '1.234,5', 1234.5],
  ['fr', '1\u202f234,5', 1234.5],
  ['fr', '1\u00a0234,5', 1234.5],
  ['fr', '1 234,5', 1234.5],
  ['ja', '1,234.5', 1234.5],
  ['ja', '１２３', 123],
  ['pl', '12\u00a0345,67', 12_345.67],
  ['he', '1,234.5', 1234.5],
  ['he', '\u200e-1,234.5', -1234.5],
  ['de-CH', "1'234.5", 1234.5],
  ['de-CH', '1\u2019234.5', 1234.5],
  ['hi', '12,34,567.5', 1_234_567.5],
  ['sv', '\u22121\u00a0234,5', -1234.5],
  ['fa', '۱٬۲۳۴٫۵', 1234.5],
]

const REFUSED: [locale: string, text: string][] = [
  ['es', '1.23,4'],
  ['es', '1.5'],
  ['es', '1.2345'],
  ['es', '0.123'],
  ['es', '1,2,3'],
  ['es', '1,234.5'],
  ['es', '1.234 567'],
  ['es', '1.234567'],
  ['es', "1'234"],
  ['en', '1,2,3'],
  ['en', '1,5'],
  ['en', '1.234,5'],
  ['en', '1.2.3'],
  ['en', '1,,234'],
  ['en', ',234'],
  ['en', '12,34,567'],
  ['en', '1  234'],
  ['en', '5.'],
  ['en', ''],
  ['en', '-'],
  ['en', '.'],
  ['en', '--5'],
  ['en', '- 5'],
  ['en', '5-'],
  ['en', '1e3'],
  ['en', '0x10'],
  ['en', 'NaN'],
  ['en', 'Infinity'],
  ['en', '5 %'],
  ['en', '$5'],
  ['en', '9,007,199,254,740,992'],
  ['en', '9'.repeat(400)],
  ['fr', '1.234,5'],
  ['hi', '1,234,567'],
]

test.group('Formats | parseNumber', () => {
  for (const [locale, text, number] of READ) {
    test(`${locale}: ${JSON.stringify(text)} is parsed as ${number}`, ({ assert }) => {
      assert.isTrue(Object.is(reader(locale)(text), number), String(reader(locale)(text)))
    })
  }

  for (const [locale, text] of REFUSED) {
    test(`${locale}: ${JSON.stringify(text.slice(0, 30))} is refused`, ({ assert }) => {
      assert.isUndefined(reader(locale)(text))
    })
  }

  test('a long text that is no number is refused quickly', ({ assert }) => {
    const started = performance.now()
    assert.isUndefined(reader('en')(`${'1,234'.repeat(20_000)}x`))
    assert.isBelow(performance.now() - started, 500)
  })
})
