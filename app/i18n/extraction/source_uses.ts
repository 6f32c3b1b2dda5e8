import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bindingsOf } from '#i18n/extraction/bindings'
import { edgeUses } from '#i18n/extraction/edge_uses'
import type { KeyUse } from '#i18n/extraction/key_use'
import { keyTypesIn, type KeyTypes } from '#i18n/extraction/key_types'
import { scriptUses, translatorsIn } from '#i18n/extraction/script_uses'
import { Snippet } from '#i18n/extraction/snippet'
import { scriptsOf, vueUses } from '#i18n/extraction/vue_uses'

/** Where the app's texts are used. Tests and benchmarks use what the app has. */
const SOURCES = [
  '{app,bin,commands,config,database,inertia,providers,start}/**/*.{ts,js,vue,edge}',
  'resources/views/**/*.edge',
]

type Source = { file: string; text: string }

/**
 * Every use of a message key in the app, in the order of files and lines.
 *
 * @throws CatalogueError with file and line, where a component or a template cannot be read
 */
export async function usesIn(root: string): Promise<KeyUse[]> {
  const sources = await readSources(root)
  const types: KeyTypes = new Map()
  for (const { file, text } of sources) {
    snippetsOf(file, text).forEach(({ source }) => keyTypesIn(source, types))
  }
  return sources.flatMap(({ file, text }) => usesOf(file, text, types)).sort(byPlace)
}

export function usesOf(file: string, text: string, types: KeyTypes = new Map()): KeyUse[] {
  if (file.endsWith('.vue')) return vueUses(file, text, types)
  if (file.endsWith('.edge')) return edgeUses(file, text)

  const snippet = new Snippet(text, file)
  const { source } = snippet
  return scriptUses(snippet, { bindings: bindingsOf(source), translators: translatorsIn(source), types })
}

async function readSources(root: string): Promise<Source[]> {
  const files = await Array.fromAsync(glob(SOURCES, { cwd: root }))
  return Promise.all(
    files.sort().map(async (file) => ({
      file: file.replaceAll('\\', '/'),
      text: await readFile(join(root, file), 'utf8'),
    }))
  )
}

function snippetsOf(file: string, text: string): Snippet[] {
  if (file.endsWith('.edge')) return []
  return file.endsWith('.vue') ? scriptsOf(file, text) : [new Snippet(text, file)]
}

function byPlace(one: KeyUse, other: KeyUse) {
  return one.file < other.file ? -1 : one.file > other.file ? 1 : one.line - other.line
}
