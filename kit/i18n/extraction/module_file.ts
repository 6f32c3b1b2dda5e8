import { posix } from 'node:path'

const ENDINGS = ['', '.ts', '.js', '.vue', '/index.ts']

/** Where the pages' `~/` leads: tsconfig and Vite say so too. */
const PAGES_FOLDER = 'inertia'

/**
 * The file of the project that an import means: beside the importing one (`./x.js`), of the pages (`~/x`) or by an alias
 * (`#i18n/x`).
 *
 * @param aliases of package.json's `imports`
 */
export function moduleFile(
  from: string,
  importer: string,
  aliases: Record<string, string>,
  exists: (file: string) => boolean
): string | undefined {
  const path = pathOf(from, importer, aliases)?.replace(/\.js$/, '')
  return path && ENDINGS.map((ending) => path + ending).find(exists)
}

function pathOf(from: string, importer: string, aliases: Record<string, string>) {
  if (from.startsWith('~/')) return posix.join(PAGES_FOLDER, from.slice(2))
  if (from.startsWith('.')) return posix.join(posix.dirname(importer), from)

  for (const [alias, target] of Object.entries(aliases)) {
    const [start, end] = alias.split('*')
    if (from.startsWith(start) && end !== undefined && from.endsWith(end)) {
      return posix.normalize(
        target.replace('*', from.slice(start.length, from.length - end.length))
      )
    }
  }
  return undefined
}
