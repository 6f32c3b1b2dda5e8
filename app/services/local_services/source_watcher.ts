import { type FSWatcher, existsSync, watch } from 'node:fs'
import { basename, join } from 'node:path'

const DEBOUNCE_MS = 200
const SOURCE = /\.(ts|js|json|edge)$|^\.env(\..+)?$/

/**
 * Calls `onChange` with a changed file when a moment has passed since the last change. A folder that ends in a
 * slash is watched with all below it, another one by itself.
 * @returns what stops watching
 */
export function watchSources(root: string, folders: string[], onChange: (path: string) => void) {
  let timer: NodeJS.Timeout | undefined
  const changed = (path: string) => {
    clearTimeout(timer)
    timer = setTimeout(() => onChange(path), DEBOUNCE_MS)
  }

  const watchers = folders
    .filter((folder) => existsSync(join(root, folder)))
    .map((folder) => watchFolder(root, folder, changed))
  return () => {
    clearTimeout(timer)
    watchers.forEach((watcher) => watcher.close())
  }
}

function watchFolder(root: string, folder: string, changed: (path: string) => void): FSWatcher {
  return watch(join(root, folder), { recursive: folder.endsWith('/') }, (_event, name) => {
    if (name && SOURCE.test(basename(name))) {
      changed(join(folder, name))
    }
  })
}
