import { glob, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { bindingsOf } from '#i18n/extraction/bindings'
import { edgeUses } from '#i18n/extraction/edge_uses'
import type { KeyUse } from '#i18n/extraction/key_use'
import { addKeyProps, keyTypesIn, type KeyTypes } from '#i18n/extraction/key_types'
import { moduleFile } from '#i18n/extraction/module_file'
import { scriptUses, translatorsIn, type Known } from '#i18n/extraction/script_uses'
import { Snippet } from '#i18n/extraction/snippet'
import { pascalCase, scriptsOf, vueUses } from '#i18n/extraction/vue_uses'

/**
 * The sources whose texts count. Tests and benchmarks are left out, because they only use messages that the app uses.
 */
const SOURCES = [
  '{app,bin,commands,config,database,inertia,providers,start}/**/*.{ts,js,vue,edge}',
  'kit/*/*.ts',
  'kit/*/!(tests|bench)/**/*.{ts,edge}',
  'resources/views/**/*.edge',
]

interface Source {
  file: string
  text: string
  /** All scripts of a component; a script file is its only one. */
  scripts: Snippet[]
}

/**
 * Every use of a message key in the app, in the order of files and lines.
 *
 * @throws CatalogueError with file and line if a component or a template cannot be parsed
 */
export async function usesIn(root: string): Promise<KeyUse[]> {
  const manifest = await readFile(join(root, 'package.json'), 'utf8').catch(() => '{}')
  return usesOf(await readSources(root), JSON.parse(manifest).imports)
}

/**
 * @param sources texts by file name
 * @param aliases `imports` of package.json
 */
export function usesOf(sources: Map<string, string>, aliases: Record<string, string> = {}) {
  const files = [...sources].map(([file, text]) => ({ file, text, scripts: scriptsIn(file, text) }))
  const known = knownOf(files, aliases)
  return files.flatMap((source) => usesOfFile(source, known.get(source.file)!)).sort(byPlace)
}

function usesOfFile({ file, text, scripts }: Source, known: Known): KeyUse[] {
  if (file.endsWith('.edge')) return edgeUses(file, text)
  if (file.endsWith('.vue')) return vueUses(file, text, scripts, known)
  return scripts.flatMap((script) => scriptUses(script, known))
}

function knownOf(files: Source[], aliases: Record<string, string>): Map<string, Known> {
  const types = typesOf(files)
  const known = new Map<string, Known>()
  for (const { file, scripts } of files) {
    const [bindings, translators] = [new Map(), new Set(['t'])]
    for (const { source } of scripts) {
      bindingsOf(source, bindings)
      translatorsIn(source, translators)
    }
    const findModule = (from: string) => {
      const module = moduleFile(from, file, aliases, (path) => known.has(path))
      return module === undefined ? undefined : known.get(module)
    }
    known.set(file, { bindings, translators, types, findModule })
  }
  return known
}

function typesOf(files: Source[]): KeyTypes {
  const types: KeyTypes = new Map()
  const scripts = files.flatMap((file) => file.scripts)
  scripts.forEach(({ source }) => keyTypesIn(source, types))
  for (const { file, source } of scripts.filter((script) => script.file.endsWith('.vue'))) {
    addKeyProps(pascalCase(basename(file, '.vue')), source, types)
  }
  return types
}

async function readSources(root: string): Promise<Map<string, string>> {
  const files = await Array.fromAsync(glob(SOURCES, { cwd: root }))
  const texts = files.sort().map(async (file) => {
    return [file.replaceAll('\\', '/'), await readFile(join(root, file), 'utf8')] as const
  })
  return new Map(await Promise.all(texts))
}

function scriptsIn(file: string, text: string): Snippet[] {
  if (file.endsWith('.edge')) return []
  return file.endsWith('.vue') ? scriptsOf(file, text) : [new Snippet(text, file)]
}

function byPlace(one: KeyUse, other: KeyUse) {
  return one.file < other.file ? -1 : one.file > other.file ? 1 : one.line - other.line
}
