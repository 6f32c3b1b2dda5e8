import { join, relative } from 'node:path'

const DEBOUNCE_MS = 200
const SOURCE = /(?<!\.d)\.(ts|js|json|edge)$|(^|\/)\.env(\..+)?$/

interface WatchOptions {
  /** Called with one of the changed files, shortly after the last change. */
  onChange: (path: string) => void
  isIgnored?: (path: string) => boolean
}

/**
 * Watches the sources in these folders. It also notices a file that is replaced as a whole, which Node's recursive
 * watcher misses on Linux. A folder with a trailing slash is watched recursively, any other one is not.
 * @returns a function that stops watching
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
