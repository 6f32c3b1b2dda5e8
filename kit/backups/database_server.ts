import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { BackupFailed } from '#backups/errors'
import { PostgresTools } from '#backups/postgres_tools'

/** @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
const DUPLICATE_DATABASE = '42P04'
const INSUFFICIENT_PRIVILEGE = '42501'

/** The lock of the database whose name is the first value. */
const LOCK = `hashtextextended('backups of ' || $1, 0)`

/** The app connects again by itself. */
const END_SESSIONS = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1'
const DISCONNECT_MS = 50

/** The server of the app's database: where its backups come from, and where they are restored beside it. */
export class DatabaseServer {
  /**
   * @param config a connection that keeps its session: no pooler in the mode `transaction`
   * @param environment the same for the tools of PostgreSQL, as libpq's variables
   */
  constructor(
    private config: pg.ClientConfig,
    private environment: Record<string, string>
  ) {}

  /** The name of the app's database. */
  get database() {
    return new pg.Client(this.config).database!
  }

  /**
   * Runs the work with the name for a database that it makes and removes. It also drops those that interrupted commands
   * have left: a lock belongs to each one whose command still runs.
   */
  async withScratch<Result>(work: (name: string) => Promise<Result>) {
    const prefix = `${this.database.slice(0, 40)}_scratch_`
    const name = prefix + randomBytes(4).toString('hex')
    return this.#administer(async (admin) => {
      await dropAbandoned(prefix, admin)
      await admin.query(`SELECT pg_advisory_lock(${LOCK})`, [name])
      return work(name)
    })
  }

  /** @param database that of the app by default */
  async withClient<Result>(work: (client: pg.Client) => Promise<Result>, database?: string) {
    const client = new pg.Client(withDatabase(this.config, database))
    client.on('error', () => {})
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.end()
    }
  }

  async tools() {
    const version = await this.withClient(async (client) => {
      const { rows } = await client.query("SELECT current_setting('server_version_num') AS number")
      return Math.floor(Number(rows[0].number) / 10_000)
    })
    return new PostgresTools(this.environment, version)
  }

  /** @throws BackupFailed if it exists, or the account may not */
  async create(database: string) {
    await this.#administer((admin) => create(database, admin))
  }

  async drop(database: string) {
    await this.#administer((admin) =>
      admin.query(`DROP DATABASE IF EXISTS ${quoted(database)} WITH (FORCE)`)
    )
  }

  /**
   * Puts another database in the place of the app's, which gets the name `former`. It is one transaction, so nothing has
   * changed if it is interrupted.
   * @throws BackupFailed
   */
  async swap(restored: string, former: string) {
    const current = this.database
    await this.#administer(async (admin) => {
      await admin.query('BEGIN')
      await this.#whileDisconnecting(current, () => rename(current, former, admin))
      await rename(restored, current, admin)
      await admin.query('COMMIT')
    })
  }

  /** The work locks the database, so that new connections wait, and then waits until it has no other session. */
  async #whileDisconnecting(database: string, work: () => Promise<void>) {
    const done = new AbortController()
    const disconnecting = this.#administer(async (admin) => {
      while (!done.signal.aborted) {
        await admin.query(END_SESSIONS, [database])
        await wait(DISCONNECT_MS)
      }
    }).catch(() => {
      // The error of the work names the sessions that stay.
    })
    try {
      await work()
    } finally {
      done.abort()
      await disconnecting
    }
  }

  /** Databases are made and renamed from a connection to another one. */
  #administer<Result>(work: (admin: pg.Client) => Promise<Result>) {
    return this.withClient(work, 'postgres')
  }
}

/** Runs the work with the state of one moment. */
export async function inSnapshot<Result>(client: pg.Client, work: () => Promise<Result>) {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  try {
    return await work()
  } finally {
    await client.query('ROLLBACK')
  }
}

function withDatabase(config: pg.ClientConfig, database?: string): pg.ClientConfig {
  if (!database) return config
  if (!config.connectionString) return { ...config, database }
  const [before, query] = config.connectionString.split('?')
  const place = before.replace(/^(\w+:\/\/[^/]*)(\/.*)?$/, `$1/${encodeURIComponent(database)}`)
  return { ...config, connectionString: query ? `${place}?${query}` : place }
}

async function create(database: string, admin: pg.Client) {
  try {
    await admin.query(`CREATE DATABASE ${quoted(database)} TEMPLATE template0`)
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    if (code === DUPLICATE_DATABASE) {
      throw new BackupFailed(`The database ${database} exists. Give another name`)
    }
    if (code === INSUFFICIENT_PRIVILEGE) {
      throw new BackupFailed(
        'The user of DATABASE_URL may not create databases. Run as an administrator: ALTER ROLE … CREATEDB'
      )
    }
    throw new BackupFailed(`The database ${database} was not created: ${message}`)
  }
}

async function rename(from: string, to: string, admin: pg.Client) {
  try {
    await admin.query(`ALTER DATABASE ${quoted(from)} RENAME TO ${quoted(to)}`)
  } catch (error) {
    const { message, detail } = error as pg.DatabaseError
    const reason = [message, detail].filter(Boolean).join(': ')
    throw new BackupFailed(
      `The database ${from} was not renamed (${reason}), and nothing has changed. Run the restore as its owner, when no other program uses it`
    )
  }
}

async function dropAbandoned(prefix: string, admin: pg.Client) {
  const { rows } = await admin.query<{ name: string }>('SELECT datname AS name FROM pg_database')
  for (const { name } of rows.filter((one) => isScratch(one.name, prefix))) {
    const lock = await admin.query(`SELECT pg_try_advisory_lock(${LOCK}) AS "isFree"`, [name])
    if (!lock.rows[0].isFree) continue
    await admin.query(`DROP DATABASE IF EXISTS ${quoted(name)} WITH (FORCE)`)
    await admin.query(`SELECT pg_advisory_unlock(${LOCK})`, [name])
  }
}

function isScratch(name: string, prefix: string) {
  return name.startsWith(prefix) && /^[0-9a-f]{8}$/.test(name.slice(prefix.length))
}

function quoted(identifier: string) {
  return `"${identifier.replaceAll('"', '""')}"`
}
