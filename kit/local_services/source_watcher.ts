import { join, relative } from 'node:path'

const DEBOUNCE_MS = 200
const SOURCE = /(?<!\.d)\.(ts|js|json|edge)$|(^|\/)\.env(\..+)?$/

interface WatchOptions {
  /** Hears one of the files that changed, when a moment has passed since the last change. */
  onChange: (path: string) => void
  isIgnored?: (path: string) => boolean
}

/**
 * Watches the sources in these folders, also a file that is replaced as a whole, which Node's own recursive watcher
 * loses on Linux. A folder that ends in a slash is watched with all below it, another one by itself.
 * @returns a function that stops it
 */
export async function watchSources(
  root: string,
  folders: string[],
  { onChange, isIgnored = () => false }: WatchOptions
) {
  const { watch } = await import('chokidar')
  let timer: NodeJS.Timeout | undefined
  const changed = (_event: string, file: string) => {
    const path = relative(root, file).replaceAll('\\', '/')
    if (!SOURCE.test(path) || isIgnored(path)) return
    clearTimeout(timer)
    timer = setTimeout(() => onChange(path), DEBOUNCE_MS)
  }

  const watchers = folders.map((folder) => {
    const depth = folder.endsWith('/') ? undefined : 0
    return watch(join(root, folder), { ignoreInitial: true, depth })
  })
  await Promise.all(
    watchers.map((watcher) => new Promise<void>((resolve) => watcher.once('ready', resolve)))
  )
  watchers.forEach((watcher) => watcher.on('all', changed))
  return async () => {
    clearTimeout(timer)
    await Promise.all(watchers.map((watcher) => watcher.close()))
  }
}
