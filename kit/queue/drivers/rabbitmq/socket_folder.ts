import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folders: string[] = []

process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/**
 * Creates a folder that only this user can open, for as long as the process lives.
 * @returns the path of a Unix socket in it
 */
export function socketFor(name: string) {
  const folder = mkdtempSync(join(tmpdir(), 'easystart-'))
  folders.push(folder)
  return join(folder, name)
}
