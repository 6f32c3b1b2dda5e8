import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'
import { DEFAULT_LOCALE, localesIn } from '#i18n/catalogue'
import { compareCatalogues, completenessOf } from '#i18n/completeness'
import { catalogueOf, readAreas } from '#i18n/extraction/lang_folder'

const lang = fileURLToPath(new URL('../../../../resources/lang', import.meta.url))

/** Each problem as `key kind: problem`. */
function problems(
  reference: Record<string, string>,
  catalogue: Record<string, string>,
  locale = 'es'
) {
  return compareCatalogues(reference, catalogue, locale).map(
    ({ key, kind, problem }) => `${key} ${kind}: ${problem}`
  )
}

test.group('Catalogue completeness', () => {
  test('the catalogues of all locales are complete', async ({ assert }) => {
    const reference = catalogueOf(await readAreas(lang, DEFAULT_LOCALE))
    for (const locale of await localesIn(lang)) {
      const catalogue = catalogueOf(await readAreas(lang, locale))
      assert.deepEqual(compareCatalogues(reference, catalogue, locale), [], locale)
    }
  })

  test('a missing key, an empty message, an extra key and broken syntax are problems', ({
    assert,
  }) => {
    const reference = { a: 'A', b: 'B', c: 'C', e: 'E' }
    const found = problems(reference, { b: '', c: '{c', d: 'D', e: 'E' })

    assert.deepEqual(found.slice(0, 2), [
      'a missing: missing',
      'b untranslated: not translated yet',
    ])
    assert.match(found[2], /^c syntax: not valid ICU: /)
    assert.deepEqual(found.slice(3), ['d unknown: not in the default locale'])
  })

  test('the default locale is checked too', ({ assert }) => {
    const reference = { a: '', b: '{n, plural, other {#}}' }
    assert.deepEqual(problems(reference, reference, 'en'), [
      'a untranslated: not translated yet',
      'b plural: {n, plural} lacks the form "one"',
    ])
  })

  test('a translation uses the same values as the default message, with the same types', ({
    assert,
  }) => {
    const reference = { a: '{name}', b: '{n, number}', c: 'C', d: '{names, list}' }
    assert.deepEqual(problems(reference, { a: '{nombre}', b: '{n}', c: '{c}', d: '{names}' }), [
      'a values: uses {nombre, text}, should use {name, text}',
      'b values: uses {n, text}, should use {n, number}',
      'c values: uses {c, text}, should use no values',
      'd values: uses {names, text}, should use {names, list}',
    ])
    assert.isEmpty(problems({ a: '{n, number} {who}' }, { a: '{who}: {n, number} {n, number}' }))
  })

  test('a translation has the same tags as the default message, in branches too', ({ assert }) => {
    const reference = { a: '<link>A</link>', b: 'B', c: '<b>C</b> <i>C</i>' }
    const catalogue = { a: 'A', b: '<b>B</b>', c: '<i>C</i> <b>C</b>' }
    assert.deepEqual(problems(reference, catalogue), [
      'a tags: has no tags, should have <link>',
      'b tags: has <b>, should have no tags',
    ])
    const nested = { a: '{x, select, a {<link>A</link>} other {<link>O</link>}}' }
    assert.deepEqual(problems(nested, { a: '{x, select, a {A} other {O}}' }), [
      'a tags: has no tags, should have <link>',
    ])
  })

  test('an extra select case is a problem, a missing one is not', ({ assert }) => {
    const reference = { a: '{x, select, female {F} male {M} other {O}}' }
    assert.deepEqual(problems(reference, { a: '{x, select, femenino {F} other {O}}' }), [
      'a values: {x, select} has an unknown case "femenino"',
    ])
    assert.isEmpty(problems(reference, { a: '{x, select, female {F} other {O}}' }))
  })

  test('the plural forms of {locale} are compared with {message}')
    .with([
      { locale: 'en', message: '{n, plural, one {#} other {#}}', forms: [] },
      { locale: 'en', message: '{n, plural, =1 {#} other {#}}', forms: [] },
      {
        locale: 'en',
        message: '{n, plural, offset:1 =1 {#} other {#}}',
        forms: ['lacks the form "one"'],
      },
      {
        locale: 'ar',
        message: '{n, plural, one {#} other {#}}',
        forms: ['zero', 'two', 'few', 'many'],
      },
      {
        locale: 'ar',
        message: '{n, plural, =0 {-} one {#} =2 {-} few {#} many {#} other {#}}',
        forms: [],
      },
      { locale: 'es', message: '{n, plural, one {#} other {#}}', forms: ['many'] },
      {
        locale: 'es',
        message: '{n, plural, one {#} few {#} many {#} other {#}}',
        forms: ['"few", which es does not have'],
      },
      { locale: 'ja', message: '{n, plural, other {#}}', forms: [] },
      { locale: 'en', message: '{n, selectordinal, one {#} other {#}}', forms: ['two', 'few'] },
      { locale: 'es', message: '{n, selectordinal, other {#}}', forms: [] },
      {
        locale: 'en',
        message: '{x, select, a {{n, plural, other {#}}} other {{n}}}',
        forms: ['one'],
      },
      { locale: 'en', message: '<b>{n, plural, other {#}}</b>', forms: ['one'] },
    ])
    .run(({ assert }, { locale, message, forms }) => {
      const found = compareCatalogues({ a: message }, { a: message }, locale)
      assert.lengthOf(found, forms.length)
      forms.forEach((form, index) => assert.include(found[index].problem, form))
    })

  test('the share counts the keys of the default locale, and is 100 % only when all are translated', ({
    assert,
  }) => {
    const keys = Array.from({ length: 2000 }, (_, index) => [`k${index}`, 'text'])
    const report = completenessOf('es', Object.fromEntries(keys), {
      ...Object.fromEntries(keys.slice(1)),
      other: 'text',
    })
    assert.containsSubset(report, { keys: 2000, translated: 1999, missing: 1, percentage: 99.9 })
    assert.equal(completenessOf('es', {}, {}).percentage, 100)
  })
})
