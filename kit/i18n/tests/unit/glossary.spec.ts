import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'
import { readCatalogue } from '#i18n/catalogue'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const LOCALES = ['en', 'es', 'ar']

/** The rows of the table whose first heading is the given one. */
async function table(heading: string) {
  const page = await readFile(`${root}docs/glossary.md`, 'utf8')
  const lines = page.split('\n')
  const start = lines.findIndex((line) => line.startsWith(`| ${heading} `))
  const rows = lines.slice(start + 2)
  return rows
    .slice(
      0,
      rows.findIndex((line) => !line.startsWith('|'))
    )
    .map((line) => line.slice(1, -1).split('|'))
    .map((cells) => cells.map((cell) => cell.trim()))
}

const catalogueOf = (locale: string) => readCatalogue(`${root}resources/lang`, locale)

/** Compares only letters, without case, vowel signs and the Arabic article. */
function simplified(text: string) {
  return text
    .toLowerCase()
    .replace(/[\u064b-\u0652]/g, '')
    .replace(/(^|\s)(ال|بال)/g, '$1')
}

/** Matches the words also with more vowel signs than they have, but not with a ḍamma, which makes the passive. */
function ordersOf(words: string[]) {
  const spelled = words.map((word) => word.replace(/\p{L}/gu, '$&[\u064b-\u064e\u0650\u0652]*'))
  return new RegExp(
    `(?<![\\p{L}\\p{M}])[وف]?(${spelled.join('|')})(ه|ها|هم|هما|ني)?(?![\\p{L}\\p{M}])`,
    'u'
  )
}

test.group('Glossary', () => {
  test('each term appears in the message of its key, in every language', async ({ assert }) => {
    const terms = await table('English')
    assert.isAbove(terms.length, 20)

    for (const [column, locale] of LOCALES.entries()) {
      const catalogue = await catalogueOf(locale)
      for (const cells of terms.filter(([, , , key]) => key)) {
        const key = cells[3].replaceAll('`', '')
        assert.include(
          simplified(catalogue[key] ?? ''),
          simplified(cells[column]),
          `${locale} ${key}`
        )
      }
    }
  })

  test('no message uses a word to avoid', async ({ assert }) => {
    const rows = await table('Avoid in English')
    assert.isAbove(rows.length, 2)

    for (const [column, locale] of LOCALES.entries()) {
      const words = rows.flatMap((cells) => cells[column].split(/, /))
      const avoided = new RegExp(`(?<!\\p{L})(${words.join('|')})(?!\\p{L})`, 'iu')
      for (const [key, message] of Object.entries(await catalogueOf(locale))) {
        assert.notMatch(message.replace(/\{\w+/g, ''), avoided, `${locale} ${key}`)
      }
    }
  })

  test('no Arabic message gives an order', async ({ assert }) => {
    const rows = await table('Orders to avoid in Arabic')
    const words = rows.flatMap(([cell]) => cell.split(/, /))
    assert.isAbove(words.length, 50)

    const orders = ordersOf(words)
    for (const text of ['أضف واحدة.', 'فأنشئ رموزًا', 'وأَدخِله', 'أعطِ اسمًا', 'احمِ حسابك']) {
      assert.match(text, orders)
    }
    assert.notMatch('أُنشئ رمز. أرسلنا رابطًا. استُخدم. غير متاح. حدث في الحساب', orders)
    for (const [key, message] of Object.entries(await catalogueOf('ar'))) {
      assert.isUndefined(message.match(orders)?.[0], key)
    }
  })
})
