import { test } from '@japa/runner'
import { FormatError, formatsOf } from '#i18n/formats'

const inLocale = (locale: string) => formatsOf({ locale, timeZone: 'UTC' })

test.group('Formats | numbers', () => {
  test('numbers, money, percentages and units follow the locale', ({ assert }) => {
    const [en, es, ar] = ['en', 'es', 'ar'].map(inLocale)
    assert.equal(en.number(1_234_567.891), '1,234,567.891')
    assert.equal(es.number(12_345.5), '12.345,5')
    assert.equal(ar.number(-1234.5), '\u200e-1,234.5')
    assert.equal(en.currency(1234.5, 'EUR'), '€1,234.50')
    assert.equal(es.currency(1234.5, 'EUR'), '1234,50\u00a0€')
    assert.equal(en.currency(1234, 'JPY'), '¥1,234')
    assert.equal(es.percent(0.25), '25\u00a0%')
    assert.equal(en.percent(0.125, { maximumFractionDigits: 1 }), '12.5%')
    assert.equal(es.unit(3, 'kilometer'), '3 km')
    assert.equal(es.unit(3, 'kilometer', 'long'), '3 kilómetros')
    assert.equal(inLocale('en-XA').number(1234.5), '1,234.5')
  })

  test('a decimal from the database keeps all its digits', ({ assert }) => {
    assert.equal(
      inLocale('en').currency('12345678901234567890.12', 'EUR'),
      '€12,345,678,901,234,567,890.12'
    )
    assert.equal(inLocale('en').number(9_007_199_254_740_993n), '9,007,199,254,740,993')
  })

  test('zero is written without a sign', ({ assert }) => {
    assert.equal(inLocale('en').number(-0), '0')
    assert.equal(inLocale('en').number(-0.0001), '0')
  })

  const SIZES: [bytes: number, en: string, es: string][] = [
    [0, '0 bytes', '0 bytes'],
    [1, '1 byte', '1 byte'],
    [999, '999 bytes', '999 bytes'],
    [1000, '1 kB', '1 kB'],
    [1536, '1.54 kB', '1,54 kB'],
    [999_499, '999 kB', '999 kB'],
    [999_950, '1 MB', '1 MB'],
    [20_000_000, '20 MB', '20 MB'],
    [5e12, '5 TB', '5 TB'],
    [2e18, '2,000 PB', '2000 PB'],
  ]
  for (const [bytes, en, es] of SIZES) {
    test(`${bytes} bytes are formatted as ${en}`, ({ assert }) => {
      const sizes = ['en', 'es'].map((locale) => inLocale(locale).fileSize(bytes))
      assert.deepEqual(
        sizes.map((size) => size.replaceAll('\u00a0', ' ')),
        [en, es]
      )
    })
  }

  const WRONG: [name: string, write: () => unknown, message: RegExp][] = [
    ['NaN', () => inLocale('en').number(Number.NaN), /^number\(\) was given NaN/],
    ['infinity', () => inLocale('en').percent(Infinity), /^percent\(\) was given Infinity/],
    ['a text', () => inLocale('en').number('1,5'), /^number\(\) was given "1,5"/],
    ['undefined', () => inLocale('en').number(undefined as never), /was given undefined/],
    ['a currency', () => inLocale('en').currency(1, 'euro'), /^currency\(\) was given .*"euro"/],
    ['a unit', () => inLocale('en').unit(1, 'ell'), /^unit\(\) was given .*"ell"/],
    ['a size', () => inLocale('en').fileSize('5' as never), /^fileSize\(\) was given "5"/],
    ['a list', () => inLocale('en').list('abc' as never), /^list\(\) was given "abc"/],
    ['a country', () => inLocale('en').countryName('Spain'), /^countryName\(\) was given "Spain"/],
    ['a language', () => inLocale('en').languageName('?'), /^languageName\(\) was given "\?"/],
    ['a zone', () => inLocale('en').timeZoneName('Mars'), /^timeZoneName\(\) was given "Mars"/],
  ]
  for (const [name, write, message] of WRONG) {
    test(`an invalid ${name} throws an error that names value and method`, ({ assert }) => {
      assert.throws(write, message)
      try {
        write()
      } catch (error) {
        assert.instanceOf(error, FormatError)
      }
    })
  }
})
