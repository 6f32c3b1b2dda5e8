import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hooks } from '@adonisjs/core/app'
import {
  argumentsOf,
  casesOf,
  clientPart,
  DEFAULT_LOCALE,
  localesIn,
  readCatalogue,
  type ArgumentType,
  type Catalogue,
} from '#i18n/catalogue'
import { writeWhole } from '#console/generated_files'

const appRoot = fileURLToPath(new URL('../../', import.meta.url))
const source = 'resources/lang'

/**
 * Assembler hook: generates the list of locales and the types of all message keys with their values, from the default
 * locale's catalogue, for the server (`#generated/…`) and for the pages (`@generated/…`).
 */
export default hooks.init(async ({ ui }) => {
  // A half-written file leaves the types unchanged; `i18n:missing` fails on it.
  await indexMessages(appRoot).catch(({ message }) => ui.logger.error(message))
})

/** Gives the server code in kit/ the types of the product's keys. */
const REGISTRATION = `
declare module '#i18n/translate' {
  interface GeneratedMessages {
    translate: Translate
  }
}
`

export async function indexMessages(root: string) {
  const folder = join(root, source)
  const catalogue = await readCatalogue(folder, DEFAULT_LOCALE)
  const locales = localesModule(await localesIn(folder))

  await Promise.all([
    writeWhole(join(root, '.adonisjs/server/messages.d.ts'), typesOf(catalogue) + REGISTRATION),
    writeWhole(join(root, '.adonisjs/client/messages.d.ts'), typesOf(clientPart(catalogue))),
    writeWhole(join(root, '.adonisjs/server/locales.ts'), locales),
    writeWhole(join(root, '.adonisjs/client/locales.ts'), locales),
  ])
}

function localesModule(locales: string[]) {
  const list = locales.map((locale) => `'${locale}'`).join(', ')
  return `/** Every language with a catalogue of its own. */
export const LOCALES = [${list}] as const

export type Locale = (typeof LOCALES)[number]
`
}

/** Leaves out invalid messages, so that each use of one is a type error too. */
export function typesOf(catalogue: Catalogue): string {
  const entries = Object.entries(catalogue).filter(([, message]) => isValid(message))
  const isRich = ([, message]: [string, string]) => tagsOf(message).length > 0

  return `/** Each message key with the values it needs. */
export interface Messages {
${entries
  .filter((entry) => !isRich(entry))
  .map(messageType)
  .join('\n')}
}

/** Each key of a message with tags, which \`<T>\` shows: with the values it needs and its tags. */
export interface RichMessages {
${entries.filter(isRich).map(richMessageType).join('\n')}
}

export type MessageKey = keyof Messages
export type RichMessageKey = keyof RichMessages

/** The keys of messages that need no values. */
export type PlainMessageKey = {
  [Key in MessageKey]: Messages[Key] extends undefined ? Key : never
}[MessageKey]

/** The values that any of several keys needs. */
type Needed<Key extends MessageKey> = (
  Key extends MessageKey ? (values: Messages[Key]) => void : never
) extends (values: infer Values) => void
  ? Values
  : never

/** Exactly the needed values, also if the values are not a literal. */
type Exactly<Given, Wanted> = Given & { [Name in Exclude<keyof Given, keyof Wanted>]: never }

export interface Translate {
  (key: PlainMessageKey): string
  <Key extends Exclude<MessageKey, PlainMessageKey>, Values extends Needed<Key>>(
    key: Key,
    values: Exactly<Values, Needed<Key>>
  ): string
}
`
}

function isValid(message: string) {
  try {
    return Boolean(argumentsOf(message))
  } catch {
    return false
  }
}

function messageType([key, message]: [string, string]) {
  return `  '${key}': ${valuesType(message)}`
}

function richMessageType([key, message]: [string, string]) {
  const tags = tagsOf(message).map((tag) => `'${tag}'`)
  return `  '${key}': { values: ${valuesType(message)}; tags: ${tags.join(' | ')} }`
}

function tagsOf(message: string) {
  return [...argumentsOf(message)].flatMap(([name, types]) => (types.has('tag') ? [name] : []))
}

function valuesType(message: string): string {
  const cases = casesOf(message)
  const fields = [...argumentsOf(message)].flatMap(([name, types]) => {
    const type = valueType(types, cases.get(name))
    return type ? [`${propertyName(name)}: ${type}`] : []
  })
  return fields.length === 0 ? 'undefined' : `{ ${fields.join('; ')} }`
}

function valueType(types: Set<ArgumentType>, cases?: Set<string>): string | undefined {
  if (types.has('list')) return 'readonly string[]'
  if (types.has('date')) return 'Date | number'
  if (types.has('number')) return 'number'
  if (types.has('text')) return cases ? caseType([...cases]) : 'string | number'
  return undefined
}

/** The cases help the editor to complete; any other text matches the case `other`. */
function caseType(cases: string[]) {
  const isBoolean = cases.some((name) => name === 'true' || name === 'false')
  const isNumber = cases.some((name) => /^\d+$/.test(name))
  return [
    ...cases.map((name) => `'${name}'`),
    ...(isBoolean ? ['boolean'] : []),
    ...(isNumber ? ['number'] : []),
    '(string & {})',
  ].join(' | ')
}

function propertyName(name: string) {
  return /^[a-z_$][\w$]*$/i.test(name) ? name : `'${name}'`
}
