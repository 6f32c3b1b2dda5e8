import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  chownSync,
  closeSync,
  existsSync,
  globSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { postgresAccount } from '../../../local_services/account.ts'
import { endGroupWith } from '../../../queue/tests/support/brokers/process_group.ts'

const USER = 'postgres'
const START_TIMEOUT_MS = 30_000

/** A server of its own disks: it survives the end of its processes, and tests end no machine. */
const SETTINGS = {
  fsync: 'off',
  hot_standby: 'on',
  max_connections: 150,
  max_wal_senders: 10,
  wal_keep_size: '512MB',
  wal_level: 'replica',
  wal_log_hints: 'on',
  wal_receiver_timeout: '2s',
  wal_retrieve_retry_interval: '200ms',
  wal_sender_timeout: '2s',
}

/** A PostgreSQL of Debian's packages, which have pg_basebackup and pg_rewind. */
export class DatabaseNode {
  static readonly program = 'pg_rewind or pgbouncer'

  /** The tests of clusters need both. */
  static isInstalled() {
    return binaries() !== undefined && existsSync('/usr/sbin/pgbouncer')
  }

  readonly name: string
  readonly port: number
  readonly #folder: string
  #process?: ChildProcess

  constructor(name: string, folder: string, port: number) {
    this.name = name
    this.port = port
    this.#folder = join(folder, name)
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
    const account = postgresAccount()
    if (account) chownSync(this.#folder, account.uid, account.gid)
  }

  initialize() {
    this.#run('initdb', '-D', this.#data, '-U', USER, '--auth=trust', '--no-sync')
    this.configure(SETTINGS)
    this.configure({ port: this.port, listen_addresses: '127.0.0.1', unix_socket_directories: '' })
    appendFileSync(join(this.#data, 'pg_hba.conf'), 'host replication all 127.0.0.1/32 trust\n')
  }

  /** Becomes a standby of a node that runs. */
  copy(primary: DatabaseNode) {
    const from = `host=127.0.0.1 port=${primary.port} user=${USER} application_name=${this.name}`
    this.#run(
      'pg_basebackup',
      '-D',
      this.#data,
      '-d',
      from,
      '-X',
      'stream',
      '-R',
      '-c',
      'fast',
      '-N'
    )
    this.configure({ port: this.port })
  }

  /** Follows another node after this one was stopped, and throws away all that the other one does not have. */
  rewind(primary: DatabaseNode) {
    const source = `host=127.0.0.1 port=${primary.port} user=${USER} dbname=postgres`
    this.#run('pg_rewind', '-D', this.#data, `--source-server=${source}`, '-R', '-N')
    this.configure({ port: this.port })
    this.configure({ primary_conninfo: `'${source} application_name=${this.name}'` })
  }

  /** Writes settings. They count from the next start on, or after `reload`. */
  configure(settings: Record<string, string | number>) {
    const lines = Object.entries(settings).map(([name, value]) => {
      const text = /^'|^\d+$/.test(String(value)) ? value : `'${value}'`
      return `${name} = ${text}\n`
    })
    appendFileSync(join(this.#data, 'postgresql.auto.conf'), lines.join(''))
  }

  /** Lets a role log in with its password only, after a reload. */
  demandPasswords(role: string) {
    const file = join(this.#data, 'pg_hba.conf')
    const rules = readFileSync(file, 'utf8')
    writeFileSync(file, `host all ${role} 127.0.0.1/32 scram-sha-256\n${rules}`)
  }

  async start() {
    const log = openSync(join(this.#folder, 'log'), 'a')
    this.#process = spawn(join(binaries()!, 'postgres'), ['-D', this.#data], {
      ...postgresAccount(),
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
    })
    closeSync(log)
    endGroupWith(this.#process)
    await this.#untilReady()
  }

  /** Ends all of its processes at once, as a machine that loses its power. */
  async kill() {
    await this.#end('SIGKILL')
  }

  /** Waits for nobody, and writes what it has to its disk. */
  async stop() {
    await this.#end('SIGINT')
  }

  async query(sql: string, database = 'postgres') {
    const client = new pg.Client({ host: '127.0.0.1', port: this.port, user: USER, database })
    await client.connect()
    try {
      const { rows } = await client.query(sql)
      return rows
    } finally {
      await client.end()
    }
  }

  get log() {
    return readFileSync(join(this.#folder, 'log'), 'utf8')
  }

  get #data() {
    return join(this.#folder, 'data')
  }

  async #end(signal: NodeJS.Signals) {
    const server = this.#process
    if (!server || server.exitCode !== null || server.signalCode !== null) return
    const exited = once(server, 'exit')
    if (signal === 'SIGKILL') process.kill(-server.pid!, signal)
    else server.kill(signal)
    await exited
  }

  async #untilReady() {
    const deadline = Date.now() + START_TIMEOUT_MS
    while (Date.now() < deadline) {
      const isReady = await this.query('SELECT 1').then(
        () => true,
        () => false
      )
      if (isReady) return
      await wait(50)
    }
    throw new Error(`PostgreSQL ${this.name} did not start:\n${this.log.slice(-2000)}`)
  }

  #run(program: string, ...args: string[]) {
    const { status, stderr, error } = spawnSync(join(binaries()!, program), args, {
      ...postgresAccount(),
      cwd: '/',
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(`${program} failed: ${error?.message ?? stderr}`)
  }
}

function binaries() {
  const [newest] = globSync('/usr/lib/postgresql/*/bin/pg_rewind').toSorted().toReversed()
  return newest && dirname(newest)
}
