import { randomBytes } from 'node:crypto'
import type { Readable } from 'node:stream'
import pg from 'pg'
import type { Disk } from '@adonisjs/drive'
import type { BackupConfig } from '#backups/define_config'
import { decrypted, encrypted } from '#backups/encryption'
import { BackupFailed } from '#backups/errors'
import { FileArchive } from '#backups/file_archive'
import type { Manifest, StoredObject } from '#backups/manifest'
import { PostgresTools } from '#backups/postgres_tools'
import { type BackupStore } from '#backups/store'
import { differences, figuresOf } from '#backups/table_figures'

export interface Surroundings {
  app: string
  /** The database, with a connection that keeps its session: no pooler in the mode `transaction`. */
  database: pg.ClientConfig
  /** The same for the tools of PostgreSQL, as libpq's variables. */
  environment: Record<string, string>
  store: BackupStore
  /** The disk whose files are part of a backup. */
  files?: Disk
}

interface Facts {
  now: Date
  version: string
  snapshot: string
}

/** Makes, checks and restores backups of the database and the files. */
export class Backups {
  constructor(
    private config: BackupConfig,
    private around: Surroundings
  ) {}

  /**
   * Everything of one moment: the counts are those of the snapshot that is dumped.
   * @throws BackupFailed
   */
  async create({ isPlain = false } = {}) {
    const { recipients } = this.config
    if (recipients.length === 0 && !isPlain) {
      throw new BackupFailed(
        'BACKUP_RECIPIENT is missing, so the backup would be readable for everybody. Make a pair of keys: node ace backup:key'
      )
    }
    return this.#inSnapshot(async (client, facts) => {
      const name = `${timeOf(facts.now)}-${randomBytes(2).toString('hex')}`
      const tables = await figuresOf(client, this.config.compare)
      const protect = (content: Readable) =>
        isPlain ? Promise.resolve(content) : encrypted(content, recipients)
      const objects = [await this.#dump(name, facts, protect)]
      const archive = this.around.files && new FileArchive(this.around.files)
      if (archive) objects.push(await this.#store(name, 'files', await protect(archive.read())))

      const manifest: Manifest = {
        format: 1,
        createdAt: facts.now.toISOString(),
        app: this.around.app,
        postgres: facts.version,
        migration: await lastMigration(client),
        isEncrypted: !isPlain,
        tables,
        files: archive?.count ?? 0,
        objects,
      }
      await this.around.store.complete(name, manifest)
      return { name, manifest }
    })
  }

  /**
   * Reads all parts, and the whole dump if there is a key for it.
   * @returns whether the content was read too
   * @throws BackupFailed
   */
  async verify(name: string, identity = this.config.identity) {
    const backup = await this.around.store.find(name)
    const isReadable = !backup.manifest.isEncrypted || identity !== undefined
    for (const object of backup.manifest.objects) {
      const content = this.around.store.content(object)
      if (!isReadable) await drain(content)
      else if (object.name === 'database') {
        const tools = await this.#tools()
        await tools.read(await this.#open(backup.manifest, content, identity))
      } else await drain(await this.#open(backup.manifest, content, identity))
    }
    return { ...backup, isReadable }
  }

  /**
   * Restores the database under a new name, and compares it with the manifest.
   * @throws BackupFailed if the database exists, or differs from the backup
   */
  async restoreInto(database: string, name: string, identity = this.config.identity) {
    const { manifest, name: backup } = await this.around.store.find(name)
    await this.#administer((admin) => create(database, admin))
    const [dump] = manifest.objects
    const tools = await this.#tools()
    const content = await this.#open(manifest, this.around.store.content(dump), identity)
    await tools.restore(content, database)

    const found = await this.#withClient({ database }, (client) =>
      inTransaction(client, () => figuresOf(client, this.config.compare))
    )
    const wrong = differences(manifest.tables, found)
    if (wrong.length > 0) {
      throw new BackupFailed(`The restored database differs from the backup: ${wrong.join(', ')}`)
    }
    return { name: backup, manifest }
  }

  /**
   * Puts a restored database in the place of the app's. The former one stays under another name.
   * @returns the name of the former one
   */
  async swap(restored: string) {
    const current = this.#database
    const former = `${current}_before_${timeOf(new Date()).toLowerCase()}`.slice(0, 63)
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
    return former
  }

  /** Writes the files of the backup to the disk. Others stay. */
  async restoreFiles(name: string, identity = this.config.identity) {
    const { manifest } = await this.around.store.find(name)
    const object = manifest.objects.find((one) => one.name === 'files')
    if (!object || !this.around.files) return 0
    const archive = new FileArchive(this.around.files)
    await archive.restore(await this.#open(manifest, this.around.store.content(object), identity))
    return archive.count
  }

  /** Restores a backup into a scratch database, compares it, and drops it. @throws BackupFailed */
  async drill(name = 'latest', identity = this.config.identity) {
    const scratch = this.#scratchName('drill')
    try {
      return await this.restoreInto(scratch, name, identity)
    } finally {
      await this.drop(scratch)
    }
  }

  async drop(database: string) {
    await this.#administer((admin) =>
      admin.query(`DROP DATABASE IF EXISTS ${quoted(database)} WITH (FORCE)`)
    )
  }

  restoringName() {
    return this.#scratchName('restored')
  }

  get #database() {
    return new pg.Client(this.around.database).database!
  }

  #scratchName(suffix: string) {
    return `${this.#database.slice(0, 40)}_${suffix}_${randomBytes(4).toString('hex')}`
  }

  async #dump(name: string, { snapshot }: Facts, protect: (from: Readable) => Promise<Readable>) {
    const tools = await this.#tools()
    let stored: StoredObject
    await tools.dump(snapshot, async (dump) => {
      stored = await this.#store(name, 'database', await protect(dump))
    })
    return stored!
  }

  #store(backup: string, name: StoredObject['name'], content: Readable) {
    return this.around.store.put(backup, name, content)
  }

  async #open({ isEncrypted }: Manifest, content: Readable, identity?: string) {
    if (!isEncrypted) return content
    if (identity) return decrypted(content, identity)
    throw new BackupFailed(
      'The backup is encrypted. Give the secret key: --identity=FILE, or BACKUP_IDENTITY'
    )
  }

  async #tools() {
    const version = await this.#withClient({}, async (client) => {
      const { rows } = await client.query("SELECT current_setting('server_version_num') AS number")
      return Math.floor(Number(rows[0].number) / 10_000)
    })
    return new PostgresTools(this.around.environment, version)
  }

  #inSnapshot<Result>(work: (client: pg.Client, facts: Facts) => Promise<Result>) {
    return this.#withClient({}, (client) =>
      inTransaction(client, async () => {
        const { rows } = await client.query<Facts>(
          `SELECT now(), current_setting('server_version') AS version, pg_export_snapshot() AS snapshot`
        )
        return work(client, rows[0])
      })
    )
  }

  /** Databases are made and renamed from a connection to another one. */
  #administer<Result>(work: (admin: pg.Client) => Promise<Result>) {
    return this.#withClient({ database: 'postgres' }, work)
  }

  async #withClient<Result>(
    changes: { database?: string },
    work: (client: pg.Client) => Promise<Result>
  ) {
    const client = new pg.Client(withDatabase(this.around.database, changes.database))
    client.on('error', () => {})
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.end()
    }
  }
}

function withDatabase(config: pg.ClientConfig, database?: string): pg.ClientConfig {
  if (!database) return config
  if (!config.connectionString) return { ...config, database }
  const [before, query] = config.connectionString.split('?')
  const place = before.replace(/^(\w+:\/\/[^/]*)(\/.*)?$/, `$1/${encodeURIComponent(database)}`)
  return { ...config, connectionString: query ? `${place}?${query}` : place }
}

async function inTransaction<Result>(client: pg.Client, work: () => Promise<Result>) {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  try {
    return await work()
  } finally {
    await client.query('ROLLBACK')
  }
}

async function lastMigration(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query('SELECT name FROM adonis_schema ORDER BY id DESC LIMIT 1')
  return rows[0]?.name ?? null
}

async function create(database: string, admin: pg.Client) {
  try {
    await admin.query(`CREATE DATABASE ${quoted(database)} TEMPLATE template0`)
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    if (code === '42P04')
      throw new BackupFailed(`The database ${database} exists. Give another name`)
    if (code === '42501') {
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

async function drain(content: Readable) {
  for await (const chunk of content) void chunk
}

/** `20261130T062328Z` */
function timeOf(moment: Date) {
  return moment.toISOString().replaceAll(/[-:]|\.\d+/g, '')
}
