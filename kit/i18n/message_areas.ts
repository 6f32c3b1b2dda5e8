import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { areaOf } from './catalogue.ts'

/** The beginning of a quoted key, and whether the key ends there or a value follows. */
const KEY = /(['"`])((?:[\w-]+\.)+[\w.-]*)(\1|\$\{)/g
const IMPORT = /\b(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g

/** A key whose first part is a value can belong to any area. */
const ANY_KEY = /(?:\bt\(|\bk=")\s*`\$\{/

/** The layouts that only some pages have, such as `layouts/app.vue`: those of the page with this name. */
export type LayoutsOf = (page: string) => string[]

/**
 * For each page, such as `auth/sessions/create`, the catalogue areas that it needs in addition to those that every page
 * uses (app.ts and the layouts of all pages). It searches the page, its own layouts and all their imports for keys. In a
 * composed key, such as `home.${name}`, the literal part must include the area.
 * @param folder the sources of the interface
 */
export async function areasOfPages(
  folder: string,
  keys: string[],
  layoutsOf: LayoutsOf = () => []
): Promise<Record<string, string[]>> {
  const areasIn = areaFinder(folder, keys)
  const files = await filesIn(join(folder, 'pages'))
  const pages = files.map((file) => {
    const name = relative(join(folder, 'pages'), file)
      .replaceAll('\\', '/')
      .replace(/\.vue$/, '')
    return { name, file, layouts: layoutsOf(name).map((layout) => join(folder, layout)) }
  })
  const someHave = new Set(pages.flatMap(({ layouts }) => layouts))
  const all = await filesIn(join(folder, 'layouts'))
  const allHave = all.filter((file) => !someHave.has(file))
  const shared = await areasIn([join(folder, 'app.ts'), ...allHave], someHave)

  const entries = await Promise.all(
    pages.map(async ({ name, file, layouts }) => {
      const needed = await areasIn([file, ...layouts])
      return [name, needed.filter((area) => !shared.includes(area))] as const
    })
  )
  return Object.fromEntries(entries.filter(([, areas]) => areas.length > 0))
}

function areaFinder(folder: string, keys: string[]) {
  const all = [...new Set(keys.map(areaOf))]
  const sources = new Map<string, Promise<{ areas: string[]; imports: string[] }>>()

  const read = async (file: string) => {
    const source = await readFile(file, 'utf8').catch(() => '')
    const areas = ANY_KEY.test(source) ? all : areasWritten(source, keys)
    return { areas, imports: importsOf(source, file, folder) }
  }

  return async (files: string[], without = new Set<string>()) => {
    const seen = new Set(files)
    const areas = new Set<string>()
    for (const file of seen) {
      if (!sources.has(file)) sources.set(file, read(file))
      const source = await sources.get(file)!
      source.areas.forEach((area) => areas.add(area))
      source.imports.filter((it) => !without.has(it)).forEach((it) => seen.add(it))
    }
    return [...areas].sort()
  }
}

function areasWritten(source: string, keys: string[]) {
  return [...source.matchAll(KEY)].flatMap(([, , text, end]) => {
    const isPart = end === '${' || text.endsWith('.')
    const isKey = keys.some((key) => (isPart ? key.startsWith(text) : key === text))
    return isKey ? [areaOf(text)] : []
  })
}

/** The project files that a file imports; `~/` means the folder. A name without an extension is a script. */
function importsOf(source: string, file: string, folder: string) {
  return [...source.matchAll(IMPORT)].flatMap(([, name]) => {
    const path = name.startsWith('~/')
      ? join(folder, name.slice(2))
      : name.startsWith('.') && join(dirname(file), name)
    return path ? [/\.\w+$/.test(path) ? path : `${path}.ts`] : []
  })
}

async function filesIn(folder: string) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.vue'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
