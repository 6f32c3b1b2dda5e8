import { setTimeout as wait } from 'node:timers/promises'
import { createMissingDatabase } from './database_creation.ts'
import { startKeeper } from './keeper_process.ts'
import { Lease } from './lease.ts'
import {
  keeperSocket,
  mailboxDirectory,
  mailboxLink,
  type Place,
  type PlaceOptions,
  placeOf,
  postgresSockets,
  smtpSocket,
} from './place.ts'
import type { Service } from './protocol.ts'

const REACH_TIMEOUT_MS = 60_000
const RETRY_MS = 20
const SHORTEST_USEFUL_LEASE_MS = 1_000

export interface AcquireOptions {
  /** Called with a message when a step takes longer. */
  progress?: (text: string) => void
  /** The database to create if it does not exist; by default that of the environment. */
  database?: string
}

/**
 * A client of the keeper: it knows where the local services of a checkout are and holds at most one lease on them,
 * however often `acquire` is called. One `release` returns it.
 */
export class LocalServices {
  readonly #place: Place
  readonly #services = new Set<Service>()
  #lease?: Lease
  #leasedAt = 0
  #queue: Promise<unknown> = Promise.resolve()

  constructor(options: PlaceOptions) {
    this.#place = placeOf(options)
  }

  /** The value of LOCAL_SERVICES_DIR for a child process that uses this process's services. */
  get directory() {
    return this.#place.directory
  }

  get databaseName() {
    return this.#place.environment === 'test' ? 'easystart_test' : 'easystart'
  }

  get smtpSocket() {
    return smtpSocket(this.#place)
  }

  get mailboxPath() {
    return this.#place.joinOnly ? mailboxLink(this.#place) : mailboxDirectory(this.#place)
  }

  /** The connection options for `pg`. Starts nothing. */
  databaseConnection(database = this.databaseName) {
    return { host: postgresSockets(this.#place), port: 5432, user: 'postgres', database }
  }

  /** The same as a URL for `psql` and other PostgreSQL programs. */
  databaseUrl(database = this.databaseName) {
    const host = encodeURIComponent(postgresSockets(this.#place))
    return `postgresql://postgres@/${encodeURIComponent(database)}?host=${host}`
  }

  /**
   * Resolves when the services accept connections and the database exists. They then run until `release` or until this
   * process ends. A keeper that dies meanwhile is replaced.
   * @throws if a service cannot be started; the message has the reason and the remedy
   */
  async acquire(services: Service[], { progress, database }: AcquireOptions = {}) {
    await this.#inTurn(async () => {
      services.forEach((service) => this.#services.add(service))
      await this.#ensureLease(progress)
    })
    if (services.includes('postgres')) {
      await this.createDatabase(database)
    }
  }

  /** Resolves when the services that no other client uses have stopped. Does nothing without a lease. */
  async release() {
    await this.#inTurn(async () => {
      const lease = this.#lease
      this.#lease = undefined
      this.#services.clear()
      await lease?.release()
    })
  }

  /** Creates a database on the local PostgreSQL if it does not exist. Needs a lease on `postgres`. */
  async createDatabase(database = this.databaseName) {
    await createMissingDatabase(this.databaseConnection(), database)
  }

  /** Runs actions one after another: a release during the start waits until the services have started. */
  #inTurn<Result>(action: () => Promise<Result>) {
    const result = this.#queue.then(action)
    this.#queue = result.catch(() => {})
    return result
  }

  async #ensureLease(progress: AcquireOptions['progress']) {
    const stillThere = this.#lease?.isOpen && (await this.#lease.ask([...this.#services], progress))
    if (!stillThere) {
      const lease = await this.#newLease(progress)
      lease.onLost(() => this.#replace(lease))
      this.#lease = lease
      this.#leasedAt = Date.now()
    }
  }

  async #newLease(progress: AcquireOptions['progress']) {
    const deadline = Date.now() + REACH_TIMEOUT_MS
    while (Date.now() < deadline) {
      const lease = await Lease.open(keeperSocket(this.#place))
      if (!lease) {
        await this.#startKeeper()
      } else if (await askOrDrop(lease, [...this.#services], progress)) {
        return lease
      }
      await wait(RETRY_MS)
    }
    throw this.#unreachable()
  }

  async #startKeeper() {
    if (process.platform === 'win32') {
      throw new Error('The local services need Linux or macOS. Set DATABASE_URL and SMTP_URL.')
    }
    if (this.#place.joinOnly) {
      throw new Error(
        `LOCAL_SERVICES_DIR is ${this.directory}, but no local services run there. ` +
          'Start the process that owns them first, or unset LOCAL_SERVICES_DIR.'
      )
    }
    await startKeeper(this.#place)
  }

  /** A replacement that is lost immediately is not replaced again. */
  async #replace(lost: Lease) {
    if (this.#lease === lost) {
      this.#lease = undefined
      if (Date.now() - this.#leasedAt > SHORTEST_USEFUL_LEASE_MS) {
        await this.#inTurn(() => this.#ensureLease(undefined)).catch(report)
      } else {
        report(new Error(`The local services ended. Their logs are in ${this.directory}.`))
      }
    }
  }

  #unreachable() {
    const { environment, root, directory } = this.#place
    return new Error(
      `Another process keeps the ${environment} services of ${root}, but not in ${directory}. ` +
        'Is TMPDIR different in two shells? Stop that process, or use the same TMPDIR.'
    )
  }
}

async function askOrDrop(lease: Lease, services: Service[], progress: AcquireOptions['progress']) {
  try {
    return await lease.ask(services, progress)
  } catch (error) {
    lease.drop()
    throw error
  }
}

function report(error: Error) {
  console.error(error.message)
}
