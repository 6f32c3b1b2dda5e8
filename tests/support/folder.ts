import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Inside the checkout, so that imports in it find node_modules. */
const parent = fileURLToPath(new URL('../../tmp/', import.meta.url))

/** A folder with these files, deleted at the end of the scope: `await using folder = await folderWith({ … })`. */
export async function folderWith(files: Record<string, string>) {
  await mkdir(parent, { recursive: true })
  const path = await mkdtemp(join(parent, 'test-'))
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true })
    await writeFile(join(path, name), content)
  }
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}
