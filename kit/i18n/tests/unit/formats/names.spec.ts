import { test } from '@japa/runner'
import { formatsOf } from '#i18n/formats'
import { firstDayOfWeekIn } from '#i18n/formats/week'

const inLocale = (locale: string) => formatsOf({ locale, timeZone: 'UTC' })

test.group('Formats | names', () => {
  test('languages, countries and time zones are named in the locale', ({ assert }) => {
    const [en, es, ar] = ['en', 'es', 'ar'].map(inLocale)
    assert.equal(en.languageName('es'), 'Spanish')
    assert.equal(es.languageName('ar'), 'árabe')
    assert.equal(ar.languageName('en'), 'الإنجليزية')
    assert.equal(es.countryName('DE'), 'Alemania')
    assert.equal(ar.countryName('ES'), 'إسبانيا')
    assert.equal(en.timeZoneName('America/New_York'), 'Eastern Time')
    assert.equal(es.timeZoneName('UTC'), 'tiempo universal coordinado')
  })

  test('the week starts on the first day of the region', ({ assert }) => {
    assert.deepEqual(inLocale('es').weekdays('short').slice(0, 2), ['lun', 'mar'])
    assert.equal(inLocale('en').weekdays()[0], 'Sunday')
    assert.equal(inLocale('ar').weekdays()[0], 'السبت')
    const saturday = formatsOf({ locale: 'es', timeZone: 'UTC', firstDayOfWeek: 6 })
    assert.deepEqual(saturday.weekdays().slice(0, 3), ['sábado', 'domingo', 'lunes'])
    assert.equal(saturday.firstDayOfWeek, 6)
  })

  test('twelve months are named in the locale', ({ assert }) => {
    assert.equal(inLocale('es').monthNames().join(' ').slice(0, 19), 'enero febrero marzo')
    assert.lengthOf(inLocale('ar').monthNames('short'), 12)
  })

  test("the table of first days is Node's, for every country", ({ assert }) => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
    const regions = letters.flatMap((one) => letters.map((two) => one + two))
    for (const region of regions.filter((code) => !['XA', 'XB', 'ZZ'].includes(code))) {
      const locale = new Intl.Locale(`und-${region}`) as Intl.Locale & {
        getWeekInfo(): { firstDay: number }
      }
      assert.equal(firstDayOfWeekIn(`en-${region}`), locale.getWeekInfo().firstDay, region)
    }
    assert.equal(firstDayOfWeekIn('en-XA'), 7)
    assert.equal(firstDayOfWeekIn('ar-XB'), 6)
  })
})

test.group('Formats | lists', () => {
  test('lists are joined by the rules of the language', ({ assert }) => {
    const items = ['a', 'b', 'c']
    assert.equal(inLocale('en').list(items), 'a, b, and c')
    assert.equal(inLocale('es').list(items, 'disjunction'), 'a, b o c')
    assert.equal(inLocale('ar').list(['سارة', 'علي']), 'سارة وعلي')
    assert.equal(inLocale('en').list(items, 'unit'), 'a, b, c')
    assert.equal(inLocale('en').list([]), '')
  })

  test('texts are sorted by the rules of the language, and numbers in them by value', ({
    assert,
  }) => {
    assert.deepEqual(inLocale('es').sort(['zeta', 'ñu', 'nube', 'árbol']), [
      ...['árbol', 'nube', 'ñu', 'zeta'],
    ])
    assert.deepEqual(inLocale('sv').sort(['ö', 'z', 'a']), ['a', 'z', 'ö'])
    assert.deepEqual(inLocale('de').sort(['z', 'ö', 'a']), ['a', 'ö', 'z'])
    assert.deepEqual(inLocale('en').sort(['item 10', 'item 2']), ['item 2', 'item 10'])
  })

  test('sorting returns a copy, ordered by the result of `by`', ({ assert }) => {
    const people = [{ name: 'Zoë' }, { name: 'Ada' }]
    const sorted = inLocale('en').sort(people, ({ name }) => name)
    assert.deepEqual(sorted, [{ name: 'Ada' }, { name: 'Zoë' }])
    assert.equal(people[0].name, 'Zoë')
    assert.throws(() => inLocale('en').compare('a', 1 as never), /^compare\(\) was given/)
  })
})

test.group('Formats | cache', () => {
  test('equal regions share one formats object', ({ assert }) => {
    const region = { locale: 'es', timeZone: 'Europe/Madrid' }
    assert.strictEqual(formatsOf(region), formatsOf({ ...region, dateOrder: undefined }))
    assert.notStrictEqual(formatsOf(region), formatsOf({ ...region, dateOrder: 'ymd' }))
  })

  test('the cache has a limit of regions', ({ assert }) => {
    const zones = Intl.supportedValuesOf('timeZone')
    const first = formatsOf({ locale: 'en', timeZone: zones[0], firstDayOfWeek: 1 })
    for (const [index, timeZone] of [...zones, ...zones].entries()) {
      formatsOf({ locale: 'en', timeZone, firstDayOfWeek: 2 + (index % 6) })
    }
    const again = formatsOf({ locale: 'en', timeZone: zones[0], firstDayOfWeek: 1 })
    assert.notStrictEqual(first, again)
  })
})
