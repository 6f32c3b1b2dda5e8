import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { promisify } from 'node:util'
import { CommandRefused } from '#console/asking_command'
import type { ChangeSet } from '#generators/changes'

const FOLDER = 'database/migrations'

/** A file of a migration that runs after all others: `1764417600000_create_books_table.ts`. */
export async function migrationFile(changes: ChangeSet, name: string) {
  const files = await readdir(`${changes.root}/${FOLDER}`)
  const twin = files.find((file) => file.endsWith(`_${name}.ts`))
  if (twin) throw new CommandRefused(`${FOLDER}/${twin} exists already. Choose another name`)
  const last = Math.max(...files.map((file) => Number.parseInt(file, 10) || 0))
  return `${Math.max(Date.now(), last + 1)}_${name}.ts`
}

/**
 * Writes `database/schema.ts` from all migrations. They run in a database of tests, so the data of development stays,
 * and the new migration can still be changed.
 * @throws CommandRefused if a migration fails
 */
export async function refreshSchema(root: string) {
  const env = { ...process.env, NODE_ENV: 'test', TEST_LANE: 'generators' }
  const args = ['ace.js', 'migration:fresh']
  await promisify(execFile)(process.execPath, args, { cwd: root, env }).catch((error) => {
    throw new CommandRefused(`The migrations fail:\n${error.stdout}${error.stderr}`)
  })
}
