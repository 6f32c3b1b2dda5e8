import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises'
import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { LocalServices } from '#local_services/local_services'
import type { LocalEnvironment } from '#local_services/place'

/**
 * An empty checkout: the keeper finds everything that it needs relative to its own file.
 */
export class Checkout {
  #clients: LocalServices[] = []

  private constructor(readonly root: string) {}

  static async create() {
    const root = await realpath(await mkdtemp(join(tmpdir(), 'easystart-checkout-')))
    await chmod(root, 0o755)
    return new Checkout(root)
  }

  client(options: { directory?: string; environment?: LocalEnvironment } = {}) {
    const client = new LocalServices({ root: this.root, environment: 'test', ...options })
    this.#clients.push(client)
    return client
  }

  async releaseAll() {
    await Promise.all(this.#clients.map((client) => client.release()))
    this.#clients = []
  }

  async remove() {
    const environments = ['test', 'development'] as const
    const directories = environments.map((environment) => this.client({ environment }).directory)
    for (const directory of [this.root, ...directories]) {
      await rm(directory, { recursive: true, force: true })
    }
  }

  keepers() {
    return pidsWith(`keeper.ts\0--root\0${this.root}\0`)
  }

  servers() {
    return pidsWith(`-D\0${this.root}/tmp/test/postgres\0`)
  }

  async untilNothingRuns() {
    const deadline = Date.now() + 10_000
    while (this.keepers().length + this.servers().length > 0 && Date.now() < deadline) {
      await wait(20)
    }
    return this.keepers().length + this.servers().length === 0
  }
}

export async function query(client: LocalServices, sql: string) {
  const connection = new pg.Client(client.databaseConnection())
  connection.on('error', () => {})
  await connection.connect()
  try {
    const { rows } = await connection.query(sql)
    return rows
  } finally {
    await connection.end()
  }
}

export async function eventually<Result>(attempt: () => Promise<Result>) {
  const deadline = Date.now() + 10_000
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (Date.now() > deadline) throw error
      await wait(20)
    }
  }
}

/**
 * Leaves out processes that were forked from one of them: until they exec, they have the same command line as their
 * parent.
 */
function pidsWith(argument: string) {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => read(`/proc/${pid}/cmdline`).includes(argument))
  return pids.filter((pid) => !pids.includes(parentOf(pid))).map(Number)
}

function parentOf(pid: string) {
  return /^PPid:\t(\d+)$/m.exec(read(`/proc/${pid}/status`))?.[1] ?? ''
}

function read(path: string) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
