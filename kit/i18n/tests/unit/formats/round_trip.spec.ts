import { test } from '@japa/runner'
import { formatsOf } from '#i18n/formats'
import { DATE_ORDERS } from '#i18n/region'
import { Chance } from '#queue/tests/chaos/chance'

const LOCALES = [
  ...[
    'en',
    'es',
    'ar',
    'de',
    'fr',
    'ja',
    'pl',
    'he',
    'de-CH',
    'en-IN',
    'fa',
    'ko',
    'hu',
    'bg',
    'sv',
  ],
  ...[
    'pt-BR',
    'ar-EG',
    'hi',
    'bn',
    'my',
    'th',
    'zh',
    'cs',
    'sr',
    'hr',
    'fi',
    'vi',
    'nl',
    'fr-CA',
    'en-XA',
  ],
]

test.group('Formats | round trip', () => {
  for (const [seed, locale] of LOCALES.entries()) {
    test(`${locale}: a formatted value is parsed back to the same value`, ({ assert }) => {
      const chance = new Chance(seed)
      const formats = formatsOf({ locale, timeZone: 'UTC' })
      for (let round = 0; round < 300; round++) {
        const number = randomNumber(chance)
        assert.equal(formats.parseNumber(formats.numberInput(number)), number, `${number}`)

        const rounded = Number(number.toFixed(3)) || 0
        const text = formats.number(rounded, { useGrouping: 'always' })
        assert.equal(formats.parseNumber(text), rounded, text)

        const day = randomDay(chance)
        assert.equal(formats.parseDate(formats.date(day, 'short')), day)
        assert.equal(formats.parseDate(formats.dateInput(day)), day)

        const instant = chance.between(0, 4e12)
        const expected = new Date(instant).toISOString().slice(11, 16)
        assert.equal(formats.parseTime(formats.time(instant)), expected, formats.time(instant))
      }
    })

    for (const dateOrder of DATE_ORDERS) {
      test(`${locale}: a date in the order ${dateOrder} is parsed back to the same day`, ({
        assert,
      }) => {
        const chance = new Chance(seed)
        const formats = formatsOf({ locale, timeZone: 'UTC', dateOrder })
        for (let round = 0; round < 100; round++) {
          const day = randomDay(chance)
          assert.equal(formats.parseDate(formats.date(day, 'short')), day)
        }
      })
    }
  }
})

function randomNumber(chance: Chance) {
  const number = (chance.next() - 0.5) * 10 ** chance.between(0, 15)
  return (chance.next() < 0.3 ? Math.round(number) : Number(number.toFixed(9))) || 0
}

function randomDay(chance: Chance) {
  const instant = chance.between(Date.UTC(1000, 0, 1), Date.UTC(9999, 11, 31))
  return new Date(instant).toISOString().slice(0, 10)
}
