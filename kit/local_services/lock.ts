import { closeSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const SQLITE_BUSY = 5

/** A lock whose database is collected as garbage would be free. */
const held = new Set<DatabaseSync>()

/**
 * Takes an exclusive lock that lasts until `release` or the end of this process, however it ends. Undefined when
 * another process has it. SQLite is Node's only way to a file lock that the kernel frees after a kill -9.
 * Throws when the file belongs to somebody else.
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

/** SQLite opens a file that cannot be written for reading, where a lock locks nothing. */
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
