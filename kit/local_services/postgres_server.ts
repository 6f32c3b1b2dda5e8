import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Place, postgresLog, postgresSockets } from './place.ts'
import { type PostgresData, postgresEnvironment, preparePostgresData } from './postgres_data.ts'
import { tail } from './tail.ts'

const START_TIMEOUT_MS = 60_000
const STOP_TIMEOUT_MS = 60_000

/** A PostgreSQL server that listens only on a Unix socket, so that checkouts need no ports. */
export class PostgresServer {
  readonly #place: Place
  readonly #onDeath: () => void
  #process?: ChildProcess
  #stopping = false

  /** `onDeath` is called if a started server ends unexpectedly. */
  constructor(place: Place, onDeath: () => void) {
    this.#place = place
    this.#onDeath = onDeath
  }

  async start(progress: (text: string) => void) {
    const data = await preparePostgresData(this.#place, progress)
    this.#prepareSockets(data)
    this.#process = this.#spawn(data)
    await this.#untilReady(this.#process, data)
    this.#process.once('exit', () => !this.#stopping && this.#onDeath())
  }

  /** A fast shutdown rolls back open transactions and keeps everything that was committed. */
  async stop() {
    this.#stopping = true
    const server = this.#process
    if (server && isRunning(server)) {
      const exited = once(server, 'exit')
      server.kill('SIGINT')
      const emergency = setTimeout(() => server.kill('SIGQUIT'), STOP_TIMEOUT_MS)
      await exited
      clearTimeout(emergency)
    }
  }

  /** It is inside the runtime directory, which belongs to us, so nobody else can have created it. */
  #prepareSockets({ account }: PostgresData) {
    const sockets = postgresSockets(this.#place)
    mkdirSync(sockets, { recursive: true, mode: 0o700 })
    if (account) {
      chownSync(sockets, account.uid, account.gid)
    }
  }

  #spawn({ account, binaries, folder }: PostgresData) {
    const log = openSync(postgresLog(this.#place), 'w')
    const server = spawn(binaries.postgres, ['-D', folder, ...this.#settings()], {
      ...account,
      cwd: '/',
      env: postgresEnvironment(),
      stdio: ['ignore', log, log],
    })
    closeSync(log)
    return server
  }

  /** Development data must survive a power failure; test data need not. */
  #settings() {
    const settings = {
      port: 5432,
      listen_addresses: '',
      unix_socket_directories: `"${postgresSockets(this.#place)}"`,
      max_connections: 200,
      timezone: 'UTC',
      ...(this.#place.environment === 'test'
        ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
        : {}),
    }
    return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  }

  async #untilReady(server: ChildProcess, { folder }: PostgresData) {
    let failure = ''
    server.once('error', (error) => (failure = error.message))

    const deadline = Date.now() + START_TIMEOUT_MS
    while (!isReady(server, folder)) {
      if (failure || !isRunning(server) || Date.now() > deadline) {
        server.kill('SIGQUIT')
        throw this.#startError(failure, folder)
      }
      await wait(10)
    }
  }

  #startError(failure: string, folder: string) {
    const log = postgresLog(this.#place)
    return new Error(
      [
        `PostgreSQL did not start on ${folder}.`,
        failure || tail(log),
        `The whole log is ${log}. To begin with an empty database, remove ${folder}; ` +
          'to use a server of your own, set DATABASE_URL.',
      ].join('\n')
    )
  }
}

function isRunning(server: ChildProcess) {
  return server.pid !== undefined && server.exitCode === null && server.signalCode === null
}

/** PostgreSQL writes its state into the eighth line of its pid file, padded with spaces. */
function isReady(server: ChildProcess, folder: string) {
  try {
    const lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')
    return Number(lines[0]) === server.pid && lines[7]?.trim() === 'ready'
  } catch {
    return false
  }
}
