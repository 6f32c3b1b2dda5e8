import { fileURLToPath } from 'node:url'
import { TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { test } from '@japa/runner'
import { localesIn, parseMessage, readCatalogue } from '#i18n/catalogue'
import { compileMessage } from '#i18n/message_compiler'
import { messageOf } from '#i18n/message_formatter'
import { formattersOf, plainText, type Message } from '#i18n/message_runtime'
import { pluralExamples } from '#i18n/plural_categories'

const lang = fileURLToPath(new URL('../../../../resources/lang', import.meta.url))

/** Numbers of every category of the language: chosen ones, and for a new language the first of each. */
const NUMBERS: Record<string, number[]> = {
  ar: [0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 111, 1.5],
  en: [0, 1, 2, 1.5],
  es: [0, 1, 2, 1.5, 1_000_000, 2_000_000],
}

const numbersOf = (locale: string) =>
  NUMBERS[locale] ?? [...pluralExamples(locale).values()].flatMap((numbers) => numbers.slice(0, 1))

type Values = Record<string, string | number>
type Plural = Extract<MessageFormatElement, { type: typeof TYPE.plural }>

const format = (locale: string, text: string, values: Values) =>
  shown(messageOf(text, locale), locale, values)

async function formatInBrowser(locale: string, text: string, values: Values) {
  const code = `export default ${compileMessage(text, locale)}`
  const { default: message } = await import(`data:text/javascript,${encodeURIComponent(code)}`)
  return shown(message, locale, values)
}

function shown(message: Message, locale: string, values: Values) {
  return plainText(typeof message === 'string' ? message : message(values, formattersOf(locale)))
}

function pluralsOf(elements: MessageFormatElement[]): Plural[] {
  return elements.flatMap((element) => {
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return []
    const inner = Object.values(element.options).flatMap(({ value }) => pluralsOf(value))
    return element.type === TYPE.plural ? [element, ...inner] : inner
  })
}

async function pluralMessages(locale: string) {
  const catalogue = await readCatalogue(lang, locale)
  return Object.entries(catalogue).flatMap(([key, message]) => {
    const plurals = pluralsOf(parseMessage(message))
    return plurals.length > 0 ? [{ key, message, plurals }] : []
  })
}

/** The categories that a plural lacks. `=0` may replace `zero`, because 0 is its only number. */
function lacks({ options, pluralType }: Plural, locale: string) {
  const { pluralCategories } = new Intl.PluralRules(locale, { type: pluralType }).resolvedOptions()
  return pluralCategories.filter((category) => {
    return !(category in options) && !(category === 'zero' && '=0' in options)
  })
}

test.group('Plurals', () => {
  test('every plural has all forms of its language', async ({ assert }) => {
    for (const locale of await localesIn(lang)) {
      for (const { key, plurals } of await pluralMessages(locale)) {
        for (const plural of plurals)
          assert.deepEqual(lacks(plural, locale), [], `${locale} ${key}`)
      }
    }
  })

  test('the numbers of this test cover every plural form', async ({ assert }) => {
    for (const locale of await localesIn(lang)) {
      const rules = new Intl.PluralRules(locale)
      const reached = new Set(numbersOf(locale).map((number) => rules.select(number)))
      assert.sameMembers([...reached], rules.resolvedOptions().pluralCategories, locale)
    }
  })

  test('every plural shows its number, in digits or as a word', async ({ assert }) => {
    for (const locale of await localesIn(lang)) {
      for (const { key, message, plurals } of await pluralMessages(locale)) {
        const texts = numbersOf(locale).map((number) => {
          const values = Object.fromEntries(plurals.map(({ value }) => [value, number]))
          const text = format(locale, message, values)
          const digits = new Intl.NumberFormat(locale).format(number)
          assert.isTrue(text.includes(digits) || number <= 2, `${locale} ${key}: ${text}`)
          return text
        })
        assert.lengthOf(new Set(texts.map((text) => text.trim())), texts.length, `${locale} ${key}`)
      }
    }
  })

  test('{locale}: {key} is grammatical for {number}')
    .with([
      { locale: 'en', key: 'lists.count', number: 0, text: 'No entries' },
      { locale: 'en', key: 'lists.count', number: 1, text: '1 entry' },
      { locale: 'en', key: 'lists.count', number: 2, text: '2 entries' },
      { locale: 'en', key: 'lists.count', number: 1234, text: '1,234 entries' },
      {
        locale: 'en',
        key: 'errors.E_VALIDATION_ERROR',
        number: 1,
        text: 'Check the marked field.',
      },
      {
        locale: 'en',
        key: 'errors.E_VALIDATION_ERROR',
        number: 2,
        text: 'Check the 2 marked fields.',
      },
      { locale: 'es', key: 'lists.count', number: 0, text: 'Sin entradas' },
      { locale: 'es', key: 'lists.count', number: 1, text: '1 entrada' },
      { locale: 'es', key: 'lists.count', number: 2, text: '2 entradas' },
      { locale: 'es', key: 'lists.count', number: 1.5, text: '1,5 entradas' },
      {
        locale: 'es',
        key: 'lists.count',
        number: 1_000_000,
        text: '1.000.000 de entradas',
      },
      {
        locale: 'es',
        key: 'errors.E_VALIDATION_ERROR',
        number: 1,
        text: 'Revisa el campo marcado.',
      },
      {
        locale: 'es',
        key: 'validator.shared.messages.minLength',
        number: 8,
        text: 'Escribe al menos 8 caracteres.',
      },
      { locale: 'ar', key: 'lists.count', number: 0, text: 'لا توجد عناصر' },
      { locale: 'ar', key: 'lists.count', number: 1, text: 'عنصر واحد' },
      { locale: 'ar', key: 'lists.count', number: 2, text: 'عنصران' },
      { locale: 'ar', key: 'lists.count', number: 3, text: '3 عناصر' },
      { locale: 'ar', key: 'lists.count', number: 10, text: '10 عناصر' },
      { locale: 'ar', key: 'lists.count', number: 11, text: '11 عنصرًا' },
      { locale: 'ar', key: 'lists.count', number: 99, text: '99 عنصرًا' },
      { locale: 'ar', key: 'lists.count', number: 100, text: '100 عنصر' },
      { locale: 'ar', key: 'lists.count', number: 103, text: '103 عناصر' },
      { locale: 'ar', key: 'lists.count', number: 1.5, text: '1.5 عنصر' },
      {
        locale: 'ar',
        key: 'errors.E_VALIDATION_ERROR',
        number: 2,
        text: 'يُرجى مراجعة الحقلين المشار إليهما.',
      },
      {
        locale: 'ar',
        key: 'errors.E_VALIDATION_ERROR',
        number: 3,
        text: 'يُرجى مراجعة 3 حقول مشار إليها.',
      },
      {
        locale: 'ar',
        key: 'errors.throttled',
        number: 2,
        text: 'محاولات كثيرة جدًا. يمكن إعادة المحاولة بعد ثانيتين.',
      },
      {
        locale: 'ar',
        key: 'validator.shared.messages.minLength',
        number: 8,
        text: 'يُرجى إدخال 8 أحرف على الأقل.',
      },
      {
        locale: 'ar',
        key: 'validator.shared.messages.minLength',
        number: 2,
        text: 'يُرجى إدخال حرفين على الأقل.',
      },
    ])
    .run(async ({ assert }, { locale, key, number, text }) => {
      const { [key]: message } = await readCatalogue(lang, locale)
      const [{ value }] = pluralsOf(parseMessage(message))

      assert.equal(format(locale, message, { [value]: number }), text)
      assert.equal(await formatInBrowser(locale, message, { [value]: number }), text)
    })
})

test.group('Gender', () => {
  test('{locale}: {gender} is {text}')
    .with([
      { locale: 'en', message: byGender('their', 'her', 'his'), gender: 'female', text: 'her' },
      { locale: 'en', message: byGender('their', 'her', 'his'), gender: 'unknown', text: 'their' },
      { locale: 'es', message: byGender('lista', 'lista', 'listo'), gender: 'male', text: 'listo' },
      {
        locale: 'es',
        message: byGender('lista', 'lista', 'listo'),
        gender: 'female',
        text: 'lista',
      },
      { locale: 'ar', message: byGender('جاهز', 'جاهزة', 'جاهز'), gender: 'female', text: 'جاهزة' },
      {
        locale: 'ar',
        message: byGender('جاهز', 'جاهزة', 'جاهز'),
        gender: 'constructor',
        text: 'جاهز',
      },
    ])
    .run(async ({ assert }, { locale, message, gender, text }) => {
      assert.equal(format(locale, message, { gender }), text)
      assert.equal(await formatInBrowser(locale, message, { gender }), text)
    })
})

function byGender(other: string, female: string, male: string) {
  return `{gender, select, female {${female}} male {${male}} other {${other}}}`
}
