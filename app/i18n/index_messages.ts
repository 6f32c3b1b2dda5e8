import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hooks } from '@adonisjs/core/app'
import {
  argumentsOf,
  clientPart,
  DEFAULT_LOCALE,
  readCatalogue,
  type ArgumentType,
  type Catalogue,
} from '#i18n/catalogue'

const appRoot = fileURLToPath(new URL('../../', import.meta.url))
const source = 'resources/lang'

/**
 * Assembler hook: writes the types of all message keys and their values from the default locale's catalogue,
 * for the server (`#generated/messages`) and for the pages (`@generated/messages`).
 */
export default hooks.init(async (_parent, hooksManager) => {
  await indexMessages(appRoot)
  hooksManager.add('fileChanged', indexAgain)
  hooksManager.add('fileAdded', indexAgain)
  hooksManager.add('fileRemoved', indexAgain)
})

export async function indexMessages(root: string) {
  const catalogue = await readCatalogue(join(root, source), DEFAULT_LOCALE)
  await writeWhenChanged(join(root, '.adonisjs/server/messages.d.ts'), typesOf(catalogue))
  await writeWhenChanged(
    join(root, '.adonisjs/client/messages.d.ts'),
    typesOf(clientPart(catalogue))
  )
}

async function indexAgain(path: string) {
  if (path.startsWith(`${source}/${DEFAULT_LOCALE}/`)) {
    await indexMessages(appRoot)
  }
}

export function typesOf(catalogue: Catalogue): string {
  const lines = Object.entries(catalogue).map(
    ([key, message]) => `  '${key}': ${valuesType(argumentsOf(message))}`
  )
  return `/** Each message key with the values it needs. */
export interface Messages {
${lines.join('\n')}
}

export type MessageKey = keyof Messages

/** The keys of messages that need no values. */
export type PlainMessageKey = {
  [Key in MessageKey]: Messages[Key] extends undefined ? Key : never
}[MessageKey]

export interface Translate {
  (key: PlainMessageKey): string
  <Key extends Exclude<MessageKey, PlainMessageKey>>(key: Key, values: Messages[Key]): string
}
`
}

function valuesType(values: Map<string, Set<ArgumentType>>): string {
  if (values.size === 0) {
    return 'undefined'
  }
  const fields = [...values].map(([name, types]) => `${name}: ${valueType(types)}`)
  return `{ ${fields.join('; ')} }`
}

function valueType(types: Set<ArgumentType>): string {
  if (types.has('date')) {
    return 'Date | number'
  }
  return types.has('number') ? 'number' : 'string | number'
}

async function writeWhenChanged(path: string, content: string) {
  const existing = await readFile(path, 'utf8').catch(() => undefined)
  if (existing !== content) {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, content)
  }
}
