import { DatabaseSync } from 'node:sqlite'

/**
 * Takes an exclusive lock that lasts until this process ends, however it ends, or returns false when another
 * process has it. SQLite is Node's only way to a file lock that the kernel frees after a kill -9.
 */
export function takeLock(path: string) {
  const database = new DatabaseSync(path, { timeout: 0 })
  try {
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (error) {
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) {
      return false
    }
    throw error
  }
  heldLocks.push(database)
  return true
}

const SQLITE_BUSY = 5

/** A lock whose database is collected as garbage would be free. */
const heldLocks: DatabaseSync[] = []
