import { fileURLToPath } from 'node:url'
import { IntlMessageFormat } from 'intl-messageformat'
import { test } from '@japa/runner'
import { argumentsOf, clientPart, localesIn, readCatalogue } from '#i18n/catalogue'
import { compileCatalogue, compileMessage } from '#i18n/message_compiler'
import { formattersOf } from '#i18n/message_runtime'

const lang = fileURLToPath(new URL('../../../resources/lang', import.meta.url))

type Values = Record<string, unknown>
type Compiled = string | ((values: Values, formatters: unknown) => string)

async function run(code: string): Promise<any> {
  const module = await import(`data:text/javascript,${encodeURIComponent(code)}`)
  return module.default
}

function format(message: Compiled, locale: string, values: Values) {
  return typeof message === 'string' ? message : message(values, formattersOf(locale))
}

test.group('Message compiler', () => {
  test('every message says in the browser what it says on the server', async ({ assert }) => {
    for (const locale of await localesIn(lang)) {
      const catalogue = clientPart(await readCatalogue(lang, locale))
      const compiled = await run(compileCatalogue(catalogue))

      for (const [key, message] of Object.entries(catalogue)) {
        for (const number of [0, 1, 2, 1234]) {
          const values = valuesFor(message, number)
          const expected = new IntlMessageFormat(message, locale, undefined, { ignoreTag: true })
          assert.equal(format(compiled[key], locale, values), expected.format(values), key)
        }
      }
    }
  })

  test('{message} is formatted as ICU says')
    .with([
      { message: 'Plain', values: {}, text: 'Plain' },
      { message: '{a}{b}', values: { a: 1, b: 2 }, text: '12' },
      { message: "It''s '{'braced'}' <b>bold</b>", values: {}, text: "It's {braced} <b>bold</b>" },
      { message: '{x, number}', values: { x: 1234.5 }, text: '1,234.5' },
      { message: '{x, number, ::percent}', values: { x: 0.5 }, text: '50%' },
      { message: '{x, date, short}', values: { x: new Date(2026, 0, 2) }, text: '1/2/26' },
      { message: '{x, select, a {A {y}} other {O}}', values: { x: 'a', y: 'z' }, text: 'A z' },
      { message: '{x, select, a {A} other {O}}', values: { x: 'toString' }, text: 'O' },
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
      const server = new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true })

      assert.equal(format(compiled, 'en', values), text)
      assert.equal(server.format(values as Record<string, any>), text)
    })
})

function valuesFor(message: string, number: number) {
  const entries = [...argumentsOf(message)].map(([name, types]) => {
    return [name, types.has('number') ? number : 'some text']
  })
  return Object.fromEntries(entries)
}
