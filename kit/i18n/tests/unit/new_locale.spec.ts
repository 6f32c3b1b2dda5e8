import { test } from '@japa/runner'
import { checkNewLocale } from '#i18n/new_locale'

test.group('New locales', () => {
  test('{$self} is accepted as a new locale')
    .with(['fr', 'pt-BR', 'zh-Hant', 'zh-Hant-TW', 'es-419', 'ckb', 'fa-IR'])
    .run(({ assert }, name) => {
      assert.doesNotThrow(() => checkNewLocale(name, ['en']))
    })

  test('"{name}" is refused as a new locale')
    .with([
      { name: 'xx-yy', reason: /no language "xx"/ },
      { name: 'xx', reason: /no language "xx"/ },
      { name: 'fr-YY', reason: /no region "YY"/ },
      { name: 'fr-Abcd', reason: /no script "Abcd"/ },
      { name: 'FR', reason: /Write fr instead of FR/ },
      { name: 'fr_FR', reason: /Write fr-FR/ },
      { name: 'iw', reason: /Write he instead of iw/ },
      { name: 'french', reason: /no language "french"|not a language tag/ },
      { name: '../en', reason: /not a language tag/ },
      { name: '', reason: /not a language tag/ },
      { name: 'fr-u-nu-latn', reason: /Write fr/ },
      { name: 'de-1996', reason: /Write de/ },
      { name: 'en-x-mine', reason: /Write en/ },
      { name: 'en-XA', reason: /i18n:pseudo/ },
      { name: 'tlh', reason: /ICU does not support Klingon/ },
      { name: 'en', reason: /exists already/ },
    ])
    .run(({ assert }, { name, reason }) => {
      assert.throws(() => checkNewLocale(name, ['en']), reason)
    })
})
