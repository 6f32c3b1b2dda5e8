import { posix } from 'node:path'

const ENDINGS = ['', '.ts', '.js', '.vue', '/index.ts']

/** The folder that `~/` means, as in tsconfig and Vite. */
const PAGES_FOLDER = 'inertia'

/**
 * Resolves an import to a file of the project: relative (`./x.js`), in the pages' folder (`~/x`) or by an alias
 * (`#i18n/x`).
 *
 * @param aliases `imports` of package.json
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
