import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { ApplicationService } from '@adonisjs/core/types'
import { CommandRefused } from '#console/asking_command'
import { directSettingsOf } from '#console/database_connection'

/** Queries that come later wait behind one that waits for a table, so it gives up soon. */
const LOCK_WAIT_MS = 1000
const TRIES = 20

/** A transaction that was not granted a lock, or that PostgreSQL ended because two waited for each other. */
const BLOCKED = new Set(['55P03', '40P01'])

/** The key of the lock that lets one process at a time change partitions. */
const PROCESS_LOCK = `hashtextextended('partitions', 0)`

/**
 * A connection of its own for changes of tables. Closing it also releases its lock.
 */
export class PartitionSession {
  #client: pg.Client

  /** Only reads. */
  static async toRead(app: ApplicationService) {
    const session = new PartitionSession(new pg.Client(directSettingsOf(app)))
    await session.connect()
    return session
  }

  /** @throws CommandRefused if another process is changing partitions */
  static async toChange(app: ApplicationService) {
    const session = await this.toRead(app)
    await session.lock()
    return session
  }

  constructor(client: pg.Client) {
    this.#client = client
  }

  async connect() {
    this.#client.on('error', () => {})
    await this.#client.connect()
    await this.#client.query(`SET timezone = 'UTC'; SET datestyle = 'ISO'`)
  }

  /** @throws CommandRefused */
  async lock() {
    const [{ free }] = await this.query(`SELECT pg_try_advisory_lock(${PROCESS_LOCK}) AS free`)
    if (free === true) return
    await this.#client.end()
    throw new CommandRefused('Another process is changing partitions. Run the command again later')
  }

  async query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    const { rows } = await this.#client.query<Row>(text, values)
    return rows
  }

  /** @returns the number of changed rows */
  async change(text: string) {
    const { rowCount } = await this.#client.query(text)
    return rowCount ?? 0
  }

  /**
   * Runs a short transaction. It never waits long for a table, and it is tried again when the table is in use.
   * @throws CommandRefused after the last try
   */
  async briefly<Result>(work: () => Promise<Result>): Promise<Result> {
    for (let left = TRIES; ; left -= 1) {
      try {
        return await this.#transaction(work)
      } catch (error) {
        if (!BLOCKED.has((error as pg.DatabaseError).code ?? '')) throw error
        if (left === 1) throw new CommandRefused(IN_USE)
        await sleep(LOCK_WAIT_MS / 2)
      }
    }
  }

  async [Symbol.asyncDispose]() {
    await this.#client.end()
  }

  async #transaction<Result>(work: () => Promise<Result>) {
    await this.#client.query('BEGIN')
    try {
      await this.#client.query(`SET LOCAL lock_timeout = ${LOCK_WAIT_MS}`)
      const result = await work()
      await this.#client.query('COMMIT')
      return result
    } catch (error) {
      await this.#client.query('ROLLBACK').catch(() => {})
      throw error
    }
  }
}

const IN_USE =
  `Other transactions used the table at each of ${TRIES} tries. The last step is rolled back.\n` +
  'Run the command again later, or end the transaction that holds the table:\n' +
  `SELECT pid, state, xact_start, query FROM pg_stat_activity WHERE state <> 'idle' ORDER BY xact_start`
