import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

interface Steps {
  fill(file: FileHandle): Promise<unknown>
  /** The file is closed afterwards. */
  done(file: FileHandle, size: number): Promise<unknown>
}

/**
 * Writes a file that is too large for the memory. A killed process leaves nothing behind, because the file has lost its
 * name before anything is written.
 */
export async function writeNameless({ fill, done }: Steps) {
  const file = await openNameless()
  try {
    await fill(file)
    const { size } = await file.stat()
    await done(file, size)
  } finally {
    await file.close()
  }
}

async function openNameless() {
  const folder = await mkdtemp(join(tmpdir(), 'export-'))
  try {
    return await open(join(folder, 'file'), 'wx+', 0o600)
  } finally {
    await rm(folder, { recursive: true })
  }
}
