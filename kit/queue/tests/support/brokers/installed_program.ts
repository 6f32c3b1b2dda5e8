import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const FOLDERS = ['/usr/bin', '/usr/sbin', '/usr/local/bin', '/usr/local/sbin', '/opt/homebrew/sbin']

/**
 * @returns the path of the first executable program. /usr/sbin is searched too, because it is often not on the PATH
 */
export function installedProgram(name: string, folders: string[] = []) {
  const onPath = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  const candidates = [...folders, ...onPath, ...FOLDERS].map((folder) => join(folder, name))
  return candidates.find(canRun)
}

function canRun(path: string) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
