import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { listTypeOf, parseMessage, visit } from './message_parser.ts'
import { DEFAULT_LOCALE } from './message_runtime.ts'

export { DEFAULT_LOCALE, parseMessage }

export type Catalogue = Record<string, string>

/** The ways a message uses a value. A tag is an argument too: the caller renders it. */
export type ArgumentType = 'text' | 'number' | 'date' | 'list' | 'tag'

/** Areas that only the server reads: mails, and texts that it sends already translated. */
const SERVER_AREAS = ['flash', 'mailbox', 'mails', 'notification_kinds', 'validator']

/** The locales that have a catalogue, sorted, without pseudo-locales. */
export async function localesIn(folder: string): Promise<string[]> {
  const folders = await foldersIn(folder)
  return folders.filter((locale) => !isPseudo(locale))
}

export async function pseudoLocalesIn(folder: string): Promise<string[]> {
  const folders = await foldersIn(folder)
  return folders.filter(isPseudo)
}

/** CLDR's names: `en-XA` is English with accents, `ar-XB` is the same from right to left. */
export function isPseudo(locale: string) {
  return /-X[AB]$/.test(locale)
}

const directions = new Map<string, 'ltr' | 'rtl'>()

/** Cached, because every request needs it. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  const direction = directions.get(locale) ?? new Intl.Locale(locale).getTextInfo().direction
  const known = direction === 'rtl' ? 'rtl' : 'ltr'
  directions.set(locale, known)
  return known
}

/**
 * The messages of one locale, keyed `<area>.<path>`, without the notes for translators (keys that start with `//`) and
 * without empty messages, which are not translated yet. A file or folder that cannot be read, such as a pseudo-locale
 * that is being deleted, throws an error with its name; with `report`, the error is reported and the file skipped.
 */
export async function readCatalogue(
  folder: string,
  locale: string,
  report = rethrow
): Promise<Catalogue> {
  const files = await readdir(join(folder, locale)).catch((error) => {
    report(new Error(`${locale}: ${error.message}`, { cause: error }))
    return []
  })
  const catalogue: Catalogue = {}
  for (const file of files.filter((name) => name.endsWith('.json')).sort()) {
    try {
      const messages = JSON.parse(await readFile(join(folder, locale, file), 'utf8'))
      Object.assign(catalogue, flatten(messages, basename(file, '.json')))
    } catch (error) {
      report(new Error(`${locale}/${file}: ${(error as Error).message}`, { cause: error }))
    }
  }
  return catalogue
}

export function clientPart(catalogue: Catalogue): Catalogue {
  return Object.fromEntries(Object.entries(catalogue).filter(([key]) => isClientArea(areaOf(key))))
}

export function areaOf(key: string) {
  return key.slice(0, key.indexOf('.'))
}

function isClientArea(area: string) {
  return !SERVER_AREAS.includes(area)
}

/** The values that a message reads and the tags in it, each with its types. */
export function argumentsOf(message: string): Map<string, Set<ArgumentType>> {
  const found = new Map<string, Set<ArgumentType>>()
  visit(parseMessage(message), (element) => {
    const type = argumentType(element)
    if (type && 'value' in element) {
      found.set(element.value, (found.get(element.value) ?? new Set()).add(type))
    }
  })
  return found
}

/** The cases of each value in a `select`, including `other`. */
export function casesOf(message: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  visit(parseMessage(message), (element) => {
    if (element.type === TYPE.select) {
      const cases = found.get(element.value) ?? new Set()
      Object.keys(element.options).forEach((name) => cases.add(name))
      found.set(element.value, cases)
    }
  })
  return found
}

async function foldersIn(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

function flatten(node: unknown, path: string, into: Catalogue = {}): Catalogue {
  if (typeof node === 'string') {
    if (node !== '') into[path] = node
  } else if (typeof node === 'object' && node !== null && !Array.isArray(node)) {
    for (const [name, child] of Object.entries(node)) {
      if (!name.startsWith('//')) flatten(child, `${path}.${name}`, into)
    }
  } else {
    throw new Error(`${path} is neither a text nor a group of texts`)
  }
  return into
}

function argumentType(element: MessageFormatElement): ArgumentType | undefined {
  switch (element.type) {
    case TYPE.literal:
    case TYPE.pound:
      return undefined
    case TYPE.number:
      return listTypeOf(element) ? 'list' : 'number'
    case TYPE.plural:
      return 'number'
    case TYPE.date:
    case TYPE.time:
      return 'date'
    case TYPE.tag:
      return 'tag'
    default:
      return 'text'
  }
}

function rethrow(error: Error) {
  throw error
}
