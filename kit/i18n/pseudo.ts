import {
  TYPE,
  type MessageFormatElement,
  type PluralElement,
} from '@formatjs/icu-messageformat-parser'
import { printAST } from '@formatjs/icu-messageformat-parser/printer.js'
import { listTypeOf, parseMessage } from '#i18n/message_parser'
import { pluralCategories } from '#i18n/plural_categories'

/** CLDR's pseudo-locales: English with accents, and English from right to left. */
export const PSEUDO_LOCALES = ['en-XA', 'ar-XB'] as const
export type PseudoLocale = (typeof PSEUDO_LOCALES)[number]

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const WITH_ACCENT = [...'ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļṁñöþǫŕšţûṽŵẋýž']
const ACCENTED = new Map([...LETTERS].map((letter, index) => [letter, WITH_ACCENT[index]]))

/** Translations from English are up to this much longer. */
const GROWTH = 0.4

const VOWEL = /[aeiou]/i

const RIGHT_TO_LEFT_MARK = '\u200F'
const RIGHT_TO_LEFT_OVERRIDE = '\u202E'
const POP_DIRECTION = '\u202C'

/**
 * Converts a message of the default locale to a pseudo-locale. Values, tags and cases stay; plurals get the forms of
 * the language. The brackets of `en-XA` show where a text is cut off.
 *
 * @throws SyntaxError if the message is not valid ICU
 */
export function pseudoMessage(message: string, locale: PseudoLocale): string {
  if (message === '') return message
  const elements = parseMessage(message)
  if (locale === 'ar-XB') return print(mapTexts(withForms(elements, locale), turnAround))

  const [opening, closing] = ['[', ']'].map((value) => ({ type: TYPE.literal as const, value }))
  return print([opening, ...mapTexts(elements, stretch), closing])
}

/** Puts an accent on each letter and doubles some letters until the text has grown enough, preferably vowels. */
function stretch(text: string) {
  const letters = [...text]
  let due = 0
  let last = -1
  for (const [index, letter] of letters.entries()) {
    const accented = ACCENTED.get(letter)
    if (accented) {
      due += GROWTH
      last = index
      const isTwice = due >= (VOWEL.test(letter) ? 1 : 2)
      letters[index] = isTwice ? accented.repeat(2) : accented
      if (isTwice) due -= 1
    }
  }
  if (last >= 0) letters[last] += letters[last].charAt(0).repeat(Math.round(due))
  return letters.join('')
}

/** Marks each word separately, so that lines still break between words. */
function turnAround(text: string) {
  return text.replace(/\S*\p{L}\S*/gu, (word) => {
    return [
      RIGHT_TO_LEFT_MARK,
      RIGHT_TO_LEFT_OVERRIDE,
      word,
      POP_DIRECTION,
      RIGHT_TO_LEFT_MARK,
    ].join('')
  })
}

function mapTexts(
  elements: MessageFormatElement[],
  change: (text: string) => string
): MessageFormatElement[] {
  return mapElements(elements, (element) =>
    element.type === TYPE.literal ? { ...element, value: change(element.value) } : element
  )
}

/** A form that English lacks gets the text of `other`; a form that the language lacks is removed. */
function withForms(elements: MessageFormatElement[], locale: string): MessageFormatElement[] {
  return mapElements(elements, (element) =>
    element.type === TYPE.plural ? { ...element, options: formsOf(element, locale) } : element
  )
}

function formsOf({ options, pluralType = 'cardinal' }: PluralElement, locale: string) {
  const exact = Object.entries(options).filter(([form]) => form.startsWith('='))
  const forms = pluralCategories(locale, pluralType).map((form) => {
    return [form, options[form] ?? options.other]
  })
  return Object.fromEntries([...exact, ...forms])
}

function mapElements(
  elements: MessageFormatElement[],
  change: (element: MessageFormatElement) => MessageFormatElement
): MessageFormatElement[] {
  return elements.map((element) => {
    const changed = change(element)
    if (changed.type === TYPE.tag) {
      return { ...changed, children: mapElements(changed.children, change) }
    }
    if (changed.type !== TYPE.plural && changed.type !== TYPE.select) return changed

    const options = Object.entries(changed.options).map(([name, { value }]) => {
      return [name, { value: mapElements(value, change) }]
    })
    return { ...changed, options: Object.fromEntries(options) }
  })
}

/** The printer does not support lists either; the parser returns them as numbers with the style `list`. */
function print(elements: MessageFormatElement[]): string {
  const printable = mapElements(elements, (element) =>
    element.type === TYPE.number && listTypeOf(element)
      ? { type: TYPE.argument, value: `${element.value}, ${element.style}` }
      : element
  )
  return printAST(printable)
}
