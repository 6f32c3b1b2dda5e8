import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { BackupFailed } from '#backups/errors'
import { PostgresTools } from '#backups/postgres_tools'

/** @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
const DUPLICATE_DATABASE = '42P04'
const INSUFFICIENT_PRIVILEGE = '42501'

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

  scratchName(suffix: string) {
    return `${this.database.slice(0, 40)}_${suffix}_${randomBytes(4).toString('hex')}`
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

  /** Puts another database in the place of the app's, which gets the name `former`. */
  async swap(restored: string, former: string) {
    const current = this.database
    await this.#administer(async (admin) => {
      await disconnect(current, admin)
      let renamed = false
      try {
        await admin.query('BEGIN')
        await admin.query(`ALTER DATABASE ${quoted(current)} RENAME TO ${quoted(former)}`)
        await admin.query(`ALTER DATABASE ${quoted(restored)} RENAME TO ${quoted(current)}`)
        await admin.query('COMMIT')
        renamed = true
      } finally {
        if (!renamed) await admin.query('ROLLBACK')
        await admin.query(
          `ALTER DATABASE ${quoted(renamed ? former : current)} ALLOW_CONNECTIONS true`
        )
      }
    })
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

/** The app connects again by itself, to the new database. */
async function disconnect(database: string, admin: pg.Client) {
  await admin.query(`ALTER DATABASE ${quoted(database)} ALLOW_CONNECTIONS false`)
  await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
    database,
  ])
}

function quoted(identifier: string) {
  return `"${identifier.replaceAll('"', '""')}"`
}
