interface Chunk {
  file: string
  imports?: string[]
}

type Manifest = Record<string, Chunk | undefined>

/** The built scripts of `entries` with all that they import, without those the page loads anyway. */
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
