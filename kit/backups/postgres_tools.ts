import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { text } from 'node:stream/consumers'
import { BackupFailed } from '#backups/errors'

type Tool = 'pg_dump' | 'pg_restore'

/** Debian's packages put the tools of each version into a folder of its own. */
const FOLDERS = '/usr/lib/postgresql/*/bin'

/**
 * Runs the tools of PostgreSQL, with the address and the password in the environment, where other accounts of the
 * machine do not see them.
 */
export class PostgresTools {
  #folder?: string

  constructor(
    private env: Record<string, string>,
    private serverVersion: number
  ) {}

  /**
   * Dumps one snapshot of the database in the custom format.
   * @throws BackupFailed if there is no pg_dump of this version, or it fails
   */
  async dump(snapshot: string, write: (dump: Readable) => Promise<unknown>) {
    const args = ['--format=custom', '--no-owner', '--no-privileges', `--snapshot=${snapshot}`]
    const dump = await this.#start('pg_dump', args)
    const writing = write(dump.stdout).catch((error) => {
      dump.kill()
      throw error
    })
    await both(writing, dump.ended)
  }

  /** @throws BackupFailed */
  async restore(dump: Readable, database: string) {
    const args = ['--no-owner', '--no-privileges', '--exit-on-error', `--dbname=${database}`]
    const restore = await this.#start('pg_restore', args)
    restore.stdout.resume()
    await both(feed(dump, restore.stdin), restore.ended)
  }

  /** Reads the table of contents, and the whole dump after it. @throws BackupFailed */
  async read(dump: Readable) {
    const list = await this.#start('pg_restore', ['--file=/dev/null'])
    list.stdout.resume()
    await both(feed(dump, list.stdin), list.ended)
  }

  async #start(tool: Tool, args: string[]) {
    const folder = (this.#folder ??= await this.#find())
    const child = spawn(join(folder, tool), args, { env: { ...process.env, ...this.env } })
    const said = text(child.stderr)
    const ended = once(child, 'close').then(async ([code]) => {
      if (code === 0) return
      const reason = await said
      const [first = 'no reason given'] = reason.trim().split('\n')
      throw new BackupFailed(`${tool} failed: ${first}`)
    })
    return { stdin: child.stdin, stdout: child.stdout, ended, kill: () => child.kill() }
  }

  async #find() {
    const inPath = (process.env.PATH ?? '')
      .split(delimiter)
      .map((folder) => join(folder, 'pg_dump'))
    const all = [...inPath, ...globSync(`${FOLDERS}/pg_dump`).sort().reverse()]
    const versions = await Promise.all(all.map(versionOf))
    const found = all.find((_, index) => versions[index] >= this.serverVersion)
    if (found) return dirname(found)

    const newest = Math.max(...versions)
    const there = newest > 0 ? `, and the newest one here is ${newest}` : ''
    throw new BackupFailed(
      `PostgreSQL ${this.serverVersion} needs its pg_dump${there}. Install it: apt-get install postgresql-client-${this.serverVersion}`
    )
  }
}

/** @returns the major version, or 0 if the program does not run */
async function versionOf(path: string) {
  const child = spawn(path, ['--version'], { stdio: ['ignore', 'pipe', 'ignore'] })
  const said = text(child.stdout).catch(() => '')
  const hasEnded = await once(child, 'close').catch(() => undefined)
  return hasEnded ? Number(/(\d+)/.exec(await said)?.[1] ?? 0) : 0
}

/** If the storage fails, the tool fails as well, but only the error of the storage says why. */
async function both(streaming: Promise<unknown>, ended: Promise<unknown>) {
  const results = await Promise.allSettled([streaming, ended])
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
}

/** A tool that fails closes its input early, and its own error says why. */
async function feed(content: Readable, input: NodeJS.WritableStream) {
  try {
    await pipeline(content, input)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EPIPE' && code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  }
}
