import { test } from '@japa/runner'
import { argumentsOf, DEFAULT_LOCALE } from '#i18n/catalogue'
import { compareCatalogues } from '#i18n/completeness'
import { fileURLToPath } from 'node:url'
import { catalogueOf, readAreas } from '#i18n/extraction/lang_folder'
import { messageOf } from '#i18n/message_formatter'
import { parseMessage, visit } from '#i18n/message_parser'
import { formattersOf } from '#i18n/message_runtime'
import { PSEUDO_LOCALES, pseudoMessage } from '#i18n/pseudo'

const lang = fileURLToPath(new URL('../../../../resources/lang', import.meta.url))

const MESSAGES = [
  'Log in',
  "It''s '{'braced'}' and <b>bold</b>",
  '{name} has {n, plural, =0 {nothing} one {# item} other {# items of {owner}}}',
  "{n, plural, one {'#' is #} other {'{'#'}'}}",
  '{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}} place',
  '{who, select, female {She} male {He} other {They}} wrote <link>a <b>letter</b></link>',
  '{names, list} and {names, list, or}; {at, date, short} {at, time, ::Hmm} {x, number, ::currency/EUR}',
  'A < B and B > A',
]

/** The values and tags with their types. */
const shapeOf = (message: string) => {
  return [...argumentsOf(message)].map(([name, types]) => `${name}: ${[...types].sort()}`).sort()
}

/** The visible texts, without values and syntax. */
function textsOf(message: string) {
  const texts: string[] = []
  visit(parseMessage(message), (element) => {
    if (element.type === 0) texts.push(element.value)
  })
  return texts
}

test.group('Pseudo-locales', () => {
  test('values, tags and cases are kept: {$self}')
    .with(MESSAGES)
    .run(({ assert }, message) => {
      for (const locale of PSEUDO_LOCALES) {
        const pseudo = pseudoMessage(message, locale)
        assert.deepEqual(shapeOf(pseudo), shapeOf(message), pseudo)
        assert.deepEqual(compareCatalogues({ a: message }, { a: pseudo }, locale), [], pseudo)
      }
    })

  test('a formatted value stays unchanged: {$self}')
    .with([
      '{n, number, ::currency/EUR .00}',
      '{n, number, percent}',
      '{at, date, ::yyyyMMMd}',
      '{at, time, short}',
      '{names, list, or}',
      '{n, plural, offset:1 =1 {{name}} other {#}}',
    ])
    .run(({ assert }, message) => {
      const values = { n: 3, at: new Date(2026, 11, 31), names: ['1', '2'], name: '4' }
      const format = (text: string) => {
        const formatted = messageOf(text, 'en')
        return typeof formatted === 'string' ? formatted : formatted(values, formattersOf('en'))
      }
      const expected = format(message)
      assert.equal(format(pseudoMessage(message, 'en-XA')), `[${expected}]`)
      assert.equal(format(pseudoMessage(message, 'ar-XB')), expected)
    })

  test('en-XA has accents, brackets and longer text', ({ assert }) => {
    assert.equal(pseudoMessage('Log in', 'en-XA'), '[Ļöĝ îîññ]')
    assert.equal(
      pseudoMessage('{n, plural, one {# key} other {{name}}}', 'en-XA'),
      '[{n,plural,one{# ķéýý} other{{name}}}]'
    )
    assert.equal(pseudoMessage('', 'en-XA'), '')
  })

  test('en-XA changes every letter and is about 40 % longer', async ({ assert }) => {
    const messages = Object.values(catalogueOf(await readAreas(lang, DEFAULT_LOCALE)))
    const count = (text: string) => [...text.matchAll(/\p{L}/gu)].length

    for (const message of messages) {
      const [plain, pseudo] = [message, pseudoMessage(message, 'en-XA')].map(textsOf)
      assert.notMatch(pseudo.join(''), /[A-Za-z]/)
      if (count(plain.join('')) > 20) {
        assert.approximately(count(pseudo.join('')) / count(plain.join('')), 1.4, 0.1)
      }
    }
  })

  test('ar-XB shows each word from right to left and has the plural forms of Arabic', ({
    assert,
  }) => {
    const [start, end] = ['\u200F\u202E', '\u202C\u200F']
    assert.equal(
      pseudoMessage('Log in – {app}', 'ar-XB'),
      `${start}Log${end} ${start}in${end} – {app}`
    )
    assert.equal(
      pseudoMessage('{n, plural, =0 {-} one {1} other {#}}', 'ar-XB'),
      '{n,plural,zero{#} one{1} two{#} few{#} many{#} other{#} =0{-}}'
    )
    assert.equal(
      pseudoMessage('{n, selectordinal, one {#} two {#} few {#} other {#}}', 'ar-XB'),
      '{n,selectordinal,other{#}}'
    )
  })
})
