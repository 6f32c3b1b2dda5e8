import fs from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { dirname, resolve } from 'node:path'

const GENERATED = /[\\/]\.adonisjs[\\/]|[\\/]database[\\/]schema\.ts$/

/** Node's own function, kept because the module's exports are replaced below. */
const writeInPlace = writeFile
let count = 0

/**
 * Writes a file that other processes read at any moment: they see the old content or the new one, never a half. A file
 * that has the content already stays untouched, so nothing that watches it starts again.
 */
export async function writeWhole(path: string, content: string) {
  const existing = await readFile(path, 'utf8').catch(() => undefined)
  if (existing === content) return

  await mkdir(dirname(path), { recursive: true })
  const unfinished = `${path}.${process.pid}.${count++}.tmp`
  try {
    await writeInPlace(unfinished, content)
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

/**
 * Makes the generators of the packages (AdonisJS, Tuyau, Lucid, Nuxt UI) write with `writeWhole`, too. They import
 * Node's `writeFile` and offer no other place to step in. See docs/decisions/0018-generated-files.md.
 */
export function writeGeneratedFilesWhole() {
  fs.promises.writeFile = function (file, data, options) {
    return isGenerated(file) && typeof data === 'string'
      ? writeWhole(resolve(file), data)
      : writeInPlace(file, data, options)
  }
  syncBuiltinESMExports()
}

function isGenerated(file: unknown): file is string {
  return typeof file === 'string' && GENERATED.test(resolve(file))
}
