import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Removes the data of killed test runs: the name of a folder begins with the id of its process.
 */
export async function removeAbandonedFolders(parent: string) {
  const names = await readdir(parent).catch(() => [])
  for (const name of names.filter((one) => !isRunning(Number.parseInt(one, 10)))) {
    await rm(join(parent, name), { recursive: true, force: true })
  }
}

function isRunning(pid: number) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
