import fs from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { dirname, resolve } from 'node:path'

const GENERATED = /[\\/]\.adonisjs[\\/]|[\\/]database[\\/]schema\.ts$/

/** Keeps Node's own function, because `fs.promises.writeFile` is replaced below. */
const writeInPlace = writeFile
let count = 0

/**
 * Replaces a file atomically: readers see the old content or the new one, never a part. A file with the same content is
 * not touched, so that nothing that watches it restarts.
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
 * Makes the generators of packages (AdonisJS, Tuyau, Lucid, Nuxt UI) use `writeWhole` too. They import Node's
 * `writeFile` and have no option for it. See docs/decisions/0018-generated-files.md.
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
