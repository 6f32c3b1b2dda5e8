import { fileURLToPath } from 'node:url'
import { IntlMessageFormat } from 'intl-messageformat'
import { test } from '@japa/runner'
import { argumentsOf, localesIn, readCatalogue } from '#i18n/catalogue'
import { compileCatalogue, compileMessage, moduleOf } from '#i18n/message_compiler'
import { messageOf } from '#i18n/message_formatter'
import {
  flatten,
  formattersOf,
  plainText,
  rowOf,
  type Message,
  type Values,
} from '#i18n/message_runtime'

const lang = fileURLToPath(new URL('../../../../resources/lang', import.meta.url))

async function run(code: string): Promise<any> {
  const module = await import(`data:text/javascript,${encodeURIComponent(code)}`)
  return module.default
}

async function catalogue(code: string) {
  return flatten(await run(code))
}

function format(message: Message, locale: string, values: Values) {
  return typeof message === 'string' ? message : message(values, formattersOf(locale, 'UTC'))
}

/** The reference formatter does not support lists, our extension of ICU. */
function isPlainIcu([, message]: [string, string]) {
  return [...argumentsOf(message).values()].every((types) => !types.has('list'))
}

test.group('Message compiler', () => {
  test('every message has the same text in the browser and on the server', async ({ assert }) => {
    for (const locale of await localesIn(lang)) {
      const texts = await readCatalogue(lang, locale)
      const compiled = await catalogue(moduleOf(compileCatalogue(texts, locale)))

      for (const [key, message] of Object.entries(texts).filter(isPlainIcu)) {
        for (const number of [0, 1, 2, 3, 11, 100, 1234]) {
          const values = valuesFor(message, number)
          const expected = new IntlMessageFormat(message, locale).format(values)
          assert.equal(
            plainText(format(compiled[key], locale, values)),
            [expected].flat().join(''),
            key
          )
          assert.deepEqual(
            format(messageOf(message, locale), locale, values),
            format(compiled[key], locale, values)
          )
        }
      }
    }
  })

  test('{message} is formatted by the rules of ICU')
    .with([
      { message: 'Plain', values: {}, text: 'Plain' },
      { message: '{a}{b}', values: { a: 1, b: 2 }, text: '12' },
      { message: '{a}, {b}', values: { a: null }, text: ', ' },
      { message: "It''s '{'`braced`'}' ${x}", values: { x: 1 }, text: "It's {`braced`} $1" },
      { message: '{x, number}', values: { x: 1234.5 }, text: '1,234.5' },
      { message: '{x, number, ::percent scale/100}', values: { x: 0.5 }, text: '5,000%' },
      { message: '{x, date, short}', values: { x: new Date('2026-01-02') }, text: '1/2/26' },
      { message: '{x, time, short}', values: { x: new Date('2026-01-02') }, text: '12:00 AM' },
      { message: '{x, select, a {A {y}} other {O}}', values: { x: 'a', y: 'z' }, text: 'A z' },
      { message: '{x, select, a {A} other {O}}', values: { x: 'toString' }, text: 'O' },
      { message: '{x, select, __proto__ {A} other {O}}', values: { x: '__proto__' }, text: 'A' },
      { message: '{x, list}', values: { x: ['a', 'b', 'c'] }, text: 'a, b, and c' },
      { message: '{x,list , or}', values: { x: ['a', 'b'] }, text: 'a or b' },
      { message: '{x, list, unit}', values: { x: ['a', 'b'] }, text: 'a, b' },
      { message: "'{x, list}' {x, list}", values: { x: ['a'] }, text: '{x, list} a' },
      {
        message: '{n, plural, offset:1 =1 {me} other {me and #}}',
        values: { n: 3 },
        text: 'me and 2',
      },
      {
        message: '{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}',
        values: { n: 22 },
        text: '22nd',
      },
    ])
    .run(async ({ assert }, { message, values, text }) => {
      const compiled = await run(`export default ${compileMessage(message)}`)

      assert.equal(format(compiled, 'en', values), text)
      assert.equal(format(messageOf(message, 'en'), 'en', values), text)
    })

  test('dates are shown in the given time zone', ({ assert }) => {
    const message = messageOf('{x, time, short}', 'en') as Exclude<Message, string>
    const at = new Date('2026-01-02T12:00Z')

    assert.equal(message({ x: at }, formattersOf('en', 'Asia/Tokyo')), '9:00 PM')
    assert.equal(message({ x: at }, formattersOf('en', 'America/Lima')), '7:00 AM')
  })

  test('a tag becomes a part with its text, also inside plurals and other tags', async ({
    assert,
  }) => {
    const message = 'A <b>bold <i>{x}</i></b> {n, plural, one {<b>day</b>} other {# days}}'
    const compiled = await run(`export default ${compileMessage(message)}`)
    const parts = (n: number) => rowOf(format(compiled, 'en', { x: 1, n }))

    const bold = { tag: 'b', children: ['bold ', { tag: 'i', children: ['1'] }] }
    assert.deepEqual(
      normalized(parts(1)),
      normalized(['A ', bold, ' ', { tag: 'b', children: 'day' }])
    )
    assert.deepEqual(normalized(parts(2)), normalized(['A ', bold, ' 2 days']))
    assert.deepEqual(
      format(messageOf(message, 'en'), 'en', { x: 1, n: 1 }),
      format(compiled, 'en', { x: 1, n: 1 })
    )
    assert.equal(plainText(parts(2)), 'A bold 1 2 days')
  })

  test('a message without a translation follows the rules of the default locale', async ({
    assert,
  }) => {
    const reference = { 'a.b': '{n, plural, one {# day} other {# days}}', 'a.c': 'C {n, number}' }
    const compiled = await catalogue(
      moduleOf(compileCatalogue({ 'a.c': 'Ç {n, number}' }, 'fr', reference))
    )

    // In French, 0 is singular, and the separator differs.
    assert.equal(format(compiled['a.b'], 'fr', { n: 0 }), '0 days')
    assert.equal(format(compiled['a.b'], 'fr', { n: 1000 }), '1,000 days')
    assert.equal(format(compiled['a.c'], 'fr', { n: 1000 }), 'Ç 1\u202f000')
  })

  test('a plural that lacks a case of its language uses "other"', ({ assert }) => {
    const message = messageOf('{n, plural, one {رسالة} other {# رسائل}}', 'ar')
    assert.equal(format(message, 'ar', { n: 3 }), '3 رسائل')
  })

  test('a key may be a prefix of another key', async ({ assert }) => {
    const texts = { 'a.b.c': '1', 'a.b': '2', 'a.d': '3', 'a.d.e.f': '4', 'a.x-y.1': '5' }
    assert.deepEqual(await catalogue(moduleOf(compileCatalogue(texts))), texts)
  })

  test('a malformed message falls back to the default locale and is reported', async ({
    assert,
  }) => {
    const problems: string[] = []
    const reference = { 'a.b': 'B', 'a.c': '{c' }
    const compiled = compileCatalogue({ 'a.b': '{n, plural}' }, 'es', reference, (it) =>
      problems.push(it)
    )

    assert.deepEqual(await catalogue(moduleOf(compiled)), { 'a.b': 'B', 'a.c': 'a.c' })
    assert.deepEqual(problems, [
      'es, a.b: no cases follow (at character 11)',
      'en, a.c: a { has no closing } (at character 1)',
    ])
  })
})

function normalized(parts: unknown): string {
  return JSON.stringify(parts).replaceAll(/\[("[^"]*")\]/g, '$1')
}

function valuesFor(message: string, number: number) {
  const entries = [...argumentsOf(message)].map(([name, types]) => [name, valueFor(types, number)])
  return Object.fromEntries(entries)
}

function valueFor(types: Set<string>, number: number) {
  if (types.has('tag')) return (parts: string[]) => parts
  return types.has('number') || types.has('date') ? number : 'some text'
}
