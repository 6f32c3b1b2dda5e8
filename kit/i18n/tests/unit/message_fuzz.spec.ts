import { IntlMessageFormat } from 'intl-messageformat'
import { test } from '@japa/runner'
import { compileMessage } from '#i18n/message_compiler'
import { messageOf } from '#i18n/message_formatter'
import { formattersOf, type Message, type Rich, type Values } from '#i18n/message_runtime'
import { chosen, randomMessage, randomOf, randomValues } from '#i18n/tests/unit/random_messages'

/** `MESSAGE_SEED=… npm test -- unit --files message_fuzz` repeats a run with the same messages. */
const SEED = Number(process.env.MESSAGE_SEED ?? Date.now() % 1_000_000)
const COUNT = 3000
const LOCALES = ['en', 'es', 'ar', 'pl', 'fr', 'cy']

const formatters = Object.fromEntries(LOCALES.map((locale) => [locale, formattersOf(locale)]))

test.group('Random messages', () => {
  test(`server and browser format like intl-messageformat (seed ${SEED})`, async ({ assert }) => {
    const random = randomOf(SEED)
    const cases = Array.from({ length: COUNT }, () => ({
      locale: chosen(random, LOCALES),
      message: randomMessage(random),
      values: randomValues(random),
    })).filter(({ message }) => isValid(message))
    const compiled = await run(cases.map((it) => compileMessage(it.message, it.locale)))

    assert.isAbove(cases.length, COUNT * 0.9)
    const wrong = cases.filter(({ locale, message, values }, index) => {
      const expected = reference(message, locale, values)
      return [messageOf(message, locale), compiled[index]].some(
        (one) => format(one, locale, values) !== expected
      )
    })
    assert.deepEqual(wrong, [])
  }).timeout(60_000)
})

/** Some random combinations are not valid, because an apostrophe before a brace quotes it. */
function isValid(message: string) {
  try {
    return Boolean(new IntlMessageFormat(message, 'en'))
  } catch {
    return false
  }
}

async function run(codes: string[]): Promise<Message[]> {
  const code = `export default [${codes.join(',\n')}]`
  const module = await import(`data:text/javascript,${encodeURIComponent(code)}`)
  return module.default
}

/** One cache for all messages; otherwise each message has its own. */
const intl = Object.fromEntries(
  [
    ['getNumberFormat', Intl.NumberFormat],
    ['getDateTimeFormat', Intl.DateTimeFormat],
    ['getPluralRules', Intl.PluralRules],
  ].map(([name, Format]: any) => {
    const made = new Map<string, unknown>()
    const get = (...options: unknown[]) => {
      const key = JSON.stringify(options)
      if (!made.has(key)) made.set(key, new Format(...options))
      return made.get(key)
    }
    return [name, get]
  })
)

function reference(message: string, locale: string, values: Values) {
  const tag = (name: string) => (parts: string[]) => [`<${name}>`, ...parts, `</${name}>`]
  const theirs = new IntlMessageFormat(message, locale, undefined, { formatters: intl as any })
  return [theirs.format({ ...values, bold: tag('bold'), link: tag('link') } as any)].flat().join('')
}

function format(message: Message, locale: string, values: Values) {
  return marked(typeof message === 'string' ? message : message(values, formatters[locale]))
}

function marked(rich: Rich): string {
  if (typeof rich === 'string') {
    return rich
  }
  return Array.isArray(rich)
    ? rich.map(marked).join('')
    : `<${rich.tag}>${marked(rich.children)}</${rich.tag}>`
}
