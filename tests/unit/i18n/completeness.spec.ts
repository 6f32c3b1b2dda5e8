import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'
import { DEFAULT_LOCALE, localesIn, readCatalogue } from '#i18n/catalogue'
import { compareCatalogues } from '#i18n/completeness'

const lang = fileURLToPath(new URL('../../../resources/lang', import.meta.url))

test.group('Catalogue completeness', () => {
  test('the catalogues of all locales are complete', async ({ assert }) => {
    const reference = await readCatalogue(lang, DEFAULT_LOCALE)
    for (const locale of await localesIn(lang)) {
      assert.deepEqual(compareCatalogues(reference, await readCatalogue(lang, locale)), [])
    }
  })

  test('a missing key, an extra key, other values and broken syntax are problems', ({ assert }) => {
    const reference = { a: 'A', b: '{name}', c: '{n, plural, other {#}}', d: 'D', f: 'F' }
    const catalogue = { b: '{nombre}', c: '{n}', d: '{d', e: 'E', f: 'F' }

    assert.deepEqual(
      compareCatalogues(reference, catalogue).map(({ key, problem }) => `${key}: ${problem}`),
      [
        'a: missing',
        'b: reads {nombre, text}, should read {name, text}',
        'c: reads {n, text}, should read {n, number}',
        'd: not valid ICU: a { has no closing } (at character 1)',
        'e: not in the default locale',
      ]
    )
  })
})
