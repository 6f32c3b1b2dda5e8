import { join } from 'node:path'
import { TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { isPseudo, parseMessage, readCatalogue, type Catalogue } from '#i18n/catalogue'
import { testBuild } from '#tests/support/test_build'

type Nested = { [key: string]: string | Nested }
type FindMistake = (text: string) => string | undefined

/** The user agent of the browsers in the walk. */
export const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36'

/** Texts without a language: names of people and products. */
const NAMES = [USER_AGENT, 'Ada Lovelace', 'Easystart', 'Chrome', 'Linux']
const ADDRESSES = [
  /https?:\/\/\S+/g,
  /("(\\.|[^"\\])*" )?<?[\w.+-]+@[\w.-]+\w>?/g,
  /\b[\da-f]{1,4}(:[\da-f]{1,4}){7}\b/g,
  /\bAL\b/g,
  // Keys of authenticator apps and recovery codes.
  /\b[A-Z2-7]{4}( [A-Z2-7]{4}){7}\b/g,
  /\b[\da-z]{4}(-[\da-z]{4}){5}\b/g,
]

/** A date that `Intl` writes in a message. A pseudo-locale uses the format of its language. */
const MOMENT = /\p{Lu}\p{Ll}+ \d{1,2}, \d{4}((,| at) [\d:]+\s[AP]M( \([\p{L} ]+\))?)?/gu

/** A time of day, and the name of a time zone. */
const TIME = /\b\d{1,2}:\d{2}\s[AP]M\b|\b(\p{Lu}\p{Ll}+ )+Time\b/gu

/** Names in a message. */
const PROVIDERS = /\b(Google|GitHub|Microsoft|GitLab)\b/g

/** A size that `Intl` writes. */
const SIZE = /\d+(\.\d+)? ([kM]?B|bytes?)\b/g

/** A list of formats of files that `Intl` writes. */
const FORMATS = /\b[A-Z\d]{3,4}\b(,? (or )?[A-Z\d]{3,4}\b)*/g

/** English texts of Reka UI that have no translation option. */
const REKA_UI = ['Notifications (F8)', 'Notification', 'Main', 'Show popup']

/** Text between these marks is shown from right to left, as `i18n:pseudo` writes it for `ar-XB`. */
const TURNED_AROUND = /\u202E[^\u202C]*\u202C/g

/**
 * Returns a function that finds the mistake in a text of a page in this locale.
 */
export async function mistakeFinder(locale: string): Promise<FindMistake> {
  const folder = join(await testBuild(), 'resources/lang')
  const english = await readCatalogue(folder, 'en')
  const ownKey = keyPattern(english)
  const isForeign = isPseudo(locale)
    ? await outsideTheCatalogues(locale)
    : await inEnglish(english, await readCatalogue(folder, locale), locale)

  return (text) => {
    if (ownKey.test(text) || KEY_OF_ANYBODY.test(text)) return 'a key'
    if (NO_TEXT.test(text)) return 'no text'
    return isForeign(text) ? 'not translated' : undefined
  }
}

/** JavaScript's texts for unintended values. */
const NO_TEXT = /\[object \w+\]|\b(undefined|null|NaN|Invalid Date)\b/

const KEY_OF_ANYBODY = /^[a-z]\w*(\.[a-z]\w*)+$/

/** Matches `area.key`, but not the host of an address. */
function keyPattern(catalogue: Catalogue) {
  const areas = [...new Set(Object.keys(catalogue).map((key) => key.split('.')[0]))]
  return new RegExp(`(?<![\\w/@.-])(${areas.join('|')})\\.\\w+`)
}

/** A text with a plain letter does not come from `i18n:pseudo`. Nuxt UI's labels come from its own catalogues. */
async function outsideTheCatalogues(locale: string) {
  const nuxtUi = patternsOf(Object.values(await nuxtUiMessages(locale.split('-')[0])))

  return (text: string) => {
    // Before the patterns, because a name can have a part that looks like a format.
    const unnamed = NAMES.reduce((left, name) => left.replaceAll(name, ''), text)
    const rest = [...ADDRESSES, MOMENT, TIME, SIZE, PROVIDERS, FORMATS, TURNED_AROUND].reduce(
      (left, pattern) => left.replace(pattern, ''),
      unnamed
    )
    return /[A-Za-z]{2}/.test(rest) && !nuxtUi.some((pattern) => pattern.test(text))
  }
}

/** Finds English texts that have a translation in this language. */
async function inEnglish(english: Catalogue, translated: Catalogue, locale: string) {
  if (locale === 'en') return () => false
  const [ui, uiTranslated] = await Promise.all([nuxtUiMessages('en'), nuxtUiMessages(locale)])
  const differing = [
    ...Object.keys(english)
      .filter((key) => english[key] !== translated[key])
      .map((key) => english[key]),
    ...Object.keys(ui)
      .filter((key) => ui[key] !== uiTranslated[key])
      .map((key) => ui[key]),
    ...REKA_UI,
  ]
  const own = patternsOf(Object.values(translated))
  const patterns = patternsOf(differing)

  return (text: string) => {
    return (
      patterns.some((pattern) => pattern.test(text)) && !own.some((pattern) => pattern.test(text))
    )
  }
}

/** Spaces as `RegExp.escape` writes them. The texts of a page are trimmed. */
const OUTER_SPACE = /^(\\x20)+|(\\x20)+$/g

/** A pattern for each piece of a message with tags, because the page shows the pieces separately. */
function patternsOf(messages: string[]) {
  return messages
    .flatMap((message) => piecesOf(parseMessage(message)))
    .filter(saysSomething)
    .map((piece) => new RegExp(`^${patternOf(piece).replace(OUTER_SPACE, '')}$`, 'u'))
}

function piecesOf(elements: MessageFormatElement[]): MessageFormatElement[][] {
  const pieces: MessageFormatElement[][] = [[]]
  for (const element of elements) {
    if (element.type === TYPE.tag) pieces.push(...piecesOf(element.children), [])
    else pieces.at(-1)!.push(element)
  }
  return pieces
}

function saysSomething(piece: MessageFormatElement[]) {
  return /\p{L}{2}/u.test(patternOf(piece))
}

function patternOf(elements: MessageFormatElement[]): string {
  return elements.map(elementPattern).join('')
}

function elementPattern(element: MessageFormatElement): string {
  if (element.type === TYPE.literal) return RegExp.escape(element.value)
  if (element.type !== TYPE.plural && element.type !== TYPE.select) return '.+'
  const options = Object.values(element.options).map(({ value }) => patternOf(value))
  return `(${options.join('|')})`
}

/** Nuxt UI's own labels, by path. */
async function nuxtUiMessages(locale: string): Promise<Catalogue> {
  const { default: language } = await import(`@nuxt/ui/runtime/locale/${locale}.js`)
  return flattened(language.messages)
}

function flattened(messages: Nested, path = ''): Catalogue {
  const entries = Object.entries(messages).map(([key, message]) => {
    return typeof message === 'string'
      ? { [`${path}${key}`]: message }
      : flattened(message, `${path}${key}.`)
  })
  return Object.assign({}, ...entries)
}
