import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'

export type Catalogue = Record<string, string>
export type ArgumentType = 'text' | 'number' | 'date'

export const DEFAULT_LOCALE = 'en'

/** Areas that only the server reads: mails, and what it answers already translated. */
const SERVER_AREAS = ['flash', 'mailbox', 'mails', 'validator']

export async function localesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

/** The messages of one locale, keyed `<area>.<path>` as AdonisJS' own loader does. */
export async function readCatalogue(folder: string, locale: string): Promise<Catalogue> {
  const files = await readdir(join(folder, locale))
  const catalogue: Catalogue = {}
  for (const file of files.filter((name) => name.endsWith('.json')).sort()) {
    const messages = JSON.parse(await readFile(join(folder, locale, file), 'utf8'))
    flatten(messages, basename(file, '.json'), catalogue)
  }
  return catalogue
}

export function clientPart(catalogue: Catalogue): Catalogue {
  const isShipped = (key: string) => !SERVER_AREAS.includes(key.split('.')[0])
  return Object.fromEntries(Object.entries(catalogue).filter(([key]) => isShipped(key)))
}

/** Tags are text, as in AdonisJS' formatter. Throws a SyntaxError on what is not ICU. */
export function parseMessage(message: string): MessageFormatElement[] {
  return parse(message, { ignoreTag: true, requiresOtherClause: true })
}

/** The parameters that a message reads, each with the types it is used as. */
export function argumentsOf(message: string): Map<string, Set<ArgumentType>> {
  const found = new Map<string, Set<ArgumentType>>()
  collectArguments(parseMessage(message), found)
  return found
}

function flatten(node: unknown, path: string, into: Catalogue) {
  if (typeof node === 'string') {
    into[path] = node
  } else {
    for (const [name, child] of Object.entries(node as object)) {
      flatten(child, `${path}.${name}`, into)
    }
  }
}

function collectArguments(elements: MessageFormatElement[], found: Map<string, Set<ArgumentType>>) {
  for (const element of elements) {
    if (element.type === TYPE.literal || element.type === TYPE.pound || element.type === TYPE.tag) {
      continue
    }
    const types = found.get(element.value) ?? new Set()
    found.set(element.value, types)
    typesOf(element).forEach((type) => types.add(type))
    if (element.type === TYPE.plural || element.type === TYPE.select) {
      Object.values(element.options).forEach(({ value }) => collectArguments(value, found))
    }
  }
}

function typesOf(element: MessageFormatElement): ArgumentType[] {
  switch (element.type) {
    case TYPE.number:
    case TYPE.plural:
      return ['number']
    case TYPE.date:
    case TYPE.time:
      return ['date']
    default:
      return ['text']
  }
}
