import { test } from '@japa/runner'
import { formatsOf } from '#i18n/formats'

/** A Wednesday, 1:30 in Madrid. */
const NOW = '2026-11-25T00:30:00Z'

const relativeIn = (locale: string, timeZone = 'Europe/Madrid') =>
  formatsOf({ locale, timeZone }).relative

const SAID: [value: string, en: string, es: string, ar: string][] = [
  ['2026-11-25T00:29:31Z', 'now', 'ahora', 'الآن'],
  ['2026-11-25T00:30:59Z', 'now', 'ahora', 'الآن'],
  ['2026-11-25T00:29:00Z', '1 minute ago', 'hace 1 minuto', 'قبل دقيقة واحدة'],
  ['2026-11-25T00:28:00Z', '2 minutes ago', 'hace 2 minutos', 'قبل دقيقتين'],
  ['2026-11-24T23:30:01Z', '59 minutes ago', 'hace 59 minutos', 'قبل 59 دقيقة'],
  ['2026-11-24T23:30:00Z', '1 hour ago', 'hace 1 hora', 'قبل ساعة واحدة'],
  ['2026-11-24T00:30:01Z', '23 hours ago', 'hace 23 horas', 'قبل 23 ساعة'],
  ['2026-11-24T00:30:00Z', 'yesterday', 'ayer', 'أمس'],
  ['2026-11-23T23:00:00Z', 'yesterday', 'ayer', 'أمس'],
  ['2026-11-23T22:59:00Z', '2 days ago', 'anteayer', 'أول أمس'],
  ['2026-11-19T10:00:00Z', '6 days ago', 'hace 6 días', 'قبل 6 أيام'],
  ['2026-11-18T10:00:00Z', '1 week ago', 'hace 1 semana', 'قبل أسبوع واحد'],
  ['2026-10-26T10:00:00Z', '4 weeks ago', 'hace 4 semanas', 'قبل 4 أسابيع'],
  ['2026-10-25T10:00:00Z', '1 month ago', 'hace 1 mes', 'قبل شهر واحد'],
  ['2025-11-26T10:00:00Z', '11 months ago', 'hace 11 meses', 'قبل 11 شهرًا'],
  ['2025-11-25T10:00:00Z', '1 year ago', 'hace 1 año', 'قبل سنة واحدة'],
  ['2016-01-01T10:00:00Z', '10 years ago', 'hace 10 años', 'قبل 10 سنوات'],
  ['2026-11-25T02:30:00Z', 'in 2 hours', 'dentro de 2 horas', 'خلال ساعتين'],
  ['2026-11-26T02:30:00Z', 'tomorrow', 'mañana', 'غدًا'],
  ['2026-12-25T02:30:00Z', 'in 1 month', 'dentro de 1 mes', 'خلال شهر واحد'],
]

test.group('Formats | relative', () => {
  for (const [value, ...texts] of SAID) {
    test(`${value} is formatted as "${texts[0]}"`, ({ assert }) => {
      const said = ['en', 'es', 'ar'].map((locale) => relativeIn(locale)(value, NOW))
      assert.deepEqual(said, texts)
    })
  }

  test('a day is compared with today in the time zone of the region', ({ assert }) => {
    assert.equal(relativeIn('en')('2026-11-25', NOW), 'today')
    assert.equal(relativeIn('en')('2026-11-26', NOW), 'tomorrow')
    assert.equal(relativeIn('en', 'America/New_York')('2026-11-25', NOW), 'tomorrow')
  })

  test('on the day that has 25 hours, 24 hours ago is not yesterday', ({ assert }) => {
    const end = '2026-10-25T22:45:00Z'
    assert.equal(relativeIn('en')('2026-10-24T22:15:00Z', end), '24 hours ago')
  })
})
