import { closeSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const SQLITE_BUSY = 5

/** Keeps the databases referenced: garbage collection of one would release its lock. */
const held = new Set<DatabaseSync>()

/**
 * Takes an exclusive lock that lasts until `release` or until this process ends in any way. Returns undefined if
 * another process holds it. SQLite is the only way in Node to get a file lock that the kernel releases after a kill -9.
 * @throws if the file belongs to another user
 */
export function takeLock(path: string) {
  makeWritable(path)
  const database = new DatabaseSync(path, { timeout: 0 })
  try {
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    held.add(database)
    return { release: () => release(database) }
  } catch (error) {
    database.close()
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) {
      throw error
    }
  }
}

function release(database: DatabaseSync) {
  if (held.delete(database)) {
    database.close()
  }
}

/** SQLite opens a file without write permission as read-only, and then the lock has no effect. */
function makeWritable(path: string) {
  try {
    closeSync(openSync(path, 'a'))
  } catch (error) {
    throw new Error(
      `${path} cannot be written (${(error as NodeJS.ErrnoException).code}). If another user, such as root, ` +
        `made ${dirname(path)}, remove that folder or give it to yourself with chown.`
    )
  }
}
