import { execFile } from 'node:child_process'
import { basename } from 'node:path'
import { promisify } from 'node:util'

/** How far some migrations have come. */
export interface MigrationState {
  /** All of them have run in the database of this checkout. */
  hasRun: boolean
  /** They are the last ones that have run, so they can be rolled back. */
  isNewest: boolean
  /** A commit has one of them, so it may have run elsewhere. */
  isCommitted: boolean
}

/**
 * @param paths migrations that belong together
 * @param ran the names of all migrations that have run here, in their order
 */
export async function migrationState(
  root: string,
  paths: string[],
  ran: string[]
): Promise<MigrationState> {
  const own = paths.map((path) => basename(path, '.ts'))
  const names = ran.map((name) => basename(name))
  const committed = await Promise.all(paths.map((path) => isCommitted(root, path)))
  return {
    hasRun: own.some((name) => names.includes(name)),
    isNewest: names.slice(-own.length).every((name) => own.includes(name)),
    isCommitted: committed.includes(true),
  }
}

/** Whether the current commit has the file. Without Git, nobody else can have it. */
async function isCommitted(root: string, path: string) {
  return promisify(execFile)('git', ['cat-file', '-e', `HEAD:./${path}`], { cwd: root }).then(
    () => true,
    () => false
  )
}

/** Whether the file has changes that no commit has. */
export async function hasUncommittedChanges(root: string, path: string) {
  const args = ['status', '--porcelain', '--', path]
  const answer = await promisify(execFile)('git', args, { cwd: root }).catch(() => undefined)
  return answer === undefined || answer.stdout !== ''
}
