import { glob, readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import vine from '@vinejs/vine'
import { messages as vineMessages } from '@vinejs/vine/defaults'
import i18nManager from '@adonisjs/i18n/services/main'
import { LOCALES } from '#config/i18n'
import { argumentsOf } from '#i18n/catalogue'
import { matcherOf } from '#i18n/extraction/key_use'

const PREFIX = 'validator.shared.messages'

/** The rules that AdonisJS adds to VineJS, with the values that their messages may read. */
const RULES_OF_ADONIS: Record<string, string[]> = {
  'file': [],
  'file.size': ['size'],
  'file.extname': ['extnames'],
  'file.fatal': [],
  'database.unique': [],
  'database.exists': [],
}

/** VineJS' English messages contain values as `{{ min }}`. */
function valuesIn(message: string) {
  return [...message.matchAll(/\{\{ (\w+) \}\}/g)].map(([, name]) => name)
}

/** Values that are missing in VineJS' own messages, but available to ours. */
const MORE_VALUES: Record<string, string[]> = { 'nativeFile.mimeTypes': ['mimeTypes'] }

const RULES: [rule: string, values: string[]][] = [
  ...Object.entries(vineMessages).map(([rule, message]): [string, string[]] => {
    return [rule, [...valuesIn(message), ...(MORE_VALUES[rule] ?? [])]]
  }),
  ...Object.entries(RULES_OF_ADONIS),
]

/** The rules that the code reports, with `*` for the value of a template. */
async function ourRules() {
  const rules: string[] = []
  for await (const file of glob('{app,kit}/**/*.ts', { cwd: app.makePath() })) {
    const source = await readFile(app.makePath(file), 'utf8')
    const reports = source.matchAll(/\bfield\.report\(\s*(['"`]).*?\1,\s*['"`](.+?)['"`]/g)
    for (const [, , rule] of reports) rules.push(rule.replaceAll(/\$\{.*?\}/g, '*'))
  }
  return rules
}

test.group('Validation messages', () => {
  test('every rule of VineJS and AdonisJS has a message in each language', ({ assert }) => {
    assert.isAbove(Object.keys(vineMessages).length, 70)
    for (const locale of LOCALES) {
      const messages = i18nManager.getTranslationsFor(locale)
      const missing = RULES.filter(([rule]) => !messages[`${PREFIX}.${rule}`])
      assert.deepEqual(missing, [], locale)
    }
  })

  test('every rule of ours has a message in each language', async ({ assert }) => {
    const rules = await ourRules()
    assert.includeMembers(rules, ['localNumber', 'localDate', 'localDate.*', 'timeZone'])
    for (const locale of LOCALES) {
      const keys = Object.keys(i18nManager.getTranslationsFor(locale))
      const missing = rules.filter((rule) => {
        const matches = matcherOf(`${PREFIX}.${rule}`)
        return !keys.some(matches)
      })
      assert.deepEqual(missing, [], locale)
    }
  })

  test('a message uses only the values that its rule provides', ({ assert }) => {
    for (const locale of LOCALES) {
      const messages = i18nManager.getTranslationsFor(locale)
      for (const [rule, values] of RULES) {
        const read = [...argumentsOf(messages[`${PREFIX}.${rule}`]).keys()]
        assert.includeMembers(['field', ...values], read, `${locale} ${rule}`)
      }
    }
  })

  test('an invalid form is answered in the language of the request: {0}')
    .with([
      ['en', 'Choose at least 2 options.', 'Choose a file.', 'Enter a date after 2026-01-01.'],
      [
        'es',
        'Elige al menos 2 opciones.',
        'Elige un archivo.',
        'Escribe una fecha posterior al 2026-01-01.',
      ],
      [
        'ar',
        'يُرجى اختيار خيارين على الأقل.',
        'يُرجى اختيار ملف.',
        'يُرجى إدخال تاريخ بعد \u20682026-01-01\u2069.',
      ],
    ])
    .run(async ({ assert }, [locale, ...expected]) => {
      const validator = vine.create({
        tags: vine.array(vine.string()).minLength(2),
        cover: vine.file({ extnames: ['png', 'jpg'] }),
        startsOn: vine.date().after(() => '2026-01-01'),
      })
      const messagesProvider = i18nManager.locale(locale).createMessagesProvider()
      const data = { tags: ['a'], cover: 'x', startsOn: '2025-12-31' }
      const [error] = await validator.tryValidate(data, { messagesProvider })
      assert.deepEqual(
        error?.messages.map(({ message }: { message: string }) => message),
        expected
      )
    })

  test('a message lists the accepted file types of the field', ({ assert }) => {
    const types = { extnames: ['png', 'jpg', 'webp'] }
    const textIn = (locale: string) => {
      return i18nManager.locale(locale).t(`${PREFIX}.file.extname`, types)
    }
    assert.equal(textIn('en'), 'Choose a file of one of these types: png, jpg, or webp.')
    assert.equal(textIn('es'), 'Elige un archivo de uno de estos tipos: png, jpg o webp.')
  })
})
