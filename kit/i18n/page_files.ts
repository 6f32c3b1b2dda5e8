interface Chunk {
  file: string
  imports?: string[]
}

type Manifest = Record<string, Chunk | undefined>

/** For each page, the message areas that have their own files. */
export type PageAreas = Record<string, string[] | undefined>

/** Stands among the areas of a page for the module that knows the areas of all but the first pages. */
export const MORE = '*'

/** The build writes it beside Vite's manifest. */
export const PAGE_AREAS_FILE = '.vite/messages.json'

/** The modules with a page's messages, named as in kit/i18n/messages_plugin.ts. */
export function messageModules(areas: PageAreas, page: string, locale: string) {
  const ours = `virtual:messages/${locale}`
  const moduleOf = (area: string) =>
    area === MORE ? `virtual:messages/${MORE}` : `${ours}/${area}`
  return [ours, ...(areas[page] ?? []).map(moduleOf)]
}

/** The built scripts of `entries` and all their imports, except those that the page loads anyway. */
export function filesOf(manifest: Manifest, entries: string[], loaded: string[]): string[] {
  const direct = loaded.flatMap((entry) => [entry, ...(manifest[entry]?.imports ?? [])])
  const seen = new Set(direct)
  return collect(
    manifest,
    [...entries, ...direct.flatMap((name) => importsOf(manifest, name))],
    seen
  )
}

function collect(manifest: Manifest, names: string[], seen: Set<string>): string[] {
  return names.flatMap((name) => {
    const chunk = manifest[name]
    if (!chunk || seen.has(name)) {
      return []
    }
    seen.add(name)
    return [chunk.file, ...collect(manifest, importsOf(manifest, name), seen)]
  })
}

function importsOf(manifest: Manifest, name: string) {
  return manifest[name]?.imports ?? []
}
