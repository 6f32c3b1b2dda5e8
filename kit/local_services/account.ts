import { spawnSync } from 'node:child_process'
import { isRoot } from './place.ts'

/** The system user that runs PostgreSQL; undefined means the user that runs the keeper. */
export type Account = { uid: number; gid: number } | undefined

/** PostgreSQL refuses to run as root. Root therefore runs it as an unprivileged user that every Debian has. */
export function postgresAccount(): Account {
  if (!isRoot()) {
    return undefined
  }

  const account = lookUp('postgres') ?? lookUp('nobody')
  if (!account) {
    throw new Error(
      'PostgreSQL does not run as root, and this machine has neither a user "postgres" nor "nobody". ' +
        'Create one (useradd --system postgres), or set DATABASE_URL to a server of your own.'
    )
  }
  return account
}

/** Tries it instead of reading the modes of the parent folders, because access lists and mount options count too. */
export function canEnter(account: Account, directory: string) {
  return runAs(account, '/bin/sh', ['-c', 'cd -- "$1"', 'sh', directory]).status === 0
}

export function runAs(account: Account, command: string, parameters: string[]) {
  return spawnSync(command, parameters, { ...account, cwd: '/', encoding: 'utf8' })
}

function lookUp(name: string): Account {
  const uid = Number.parseInt(spawnSync('id', ['-u', name], { encoding: 'utf8' }).stdout, 10)
  const gid = Number.parseInt(spawnSync('id', ['-g', name], { encoding: 'utf8' }).stdout, 10)
  return Number.isNaN(uid) || Number.isNaN(gid) ? undefined : { uid, gid }
}
