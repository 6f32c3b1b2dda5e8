import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Disk } from '@adonisjs/drive'
import { FSDriver } from '@adonisjs/drive/drivers/fs'
import { Backups } from '#backups/backups'
import { DatabaseServer } from '#backups/database_server'
import type { BackupConfig } from '#backups/define_config'
import { newKeys } from '#backups/encryption'
import { Restores } from '#backups/restores'
import { BackupStore } from '#backups/store'
import { DatabaseNode } from '#postgres/tests/support/database_node'
import { freePort } from '#tests/support/free_port'
import { runBuilt } from '#tests/support/processes'

const DATABASE = 'shop'

/** Small, so that each backup has several parts. */
const PART_BYTES = 50_000

interface Changes {
  recipients?: string[]
  /** Null for none. */
  identity?: string | null
  /** Where the backups are. */
  disk?: Disk
  files?: Disk
}

/** A database with the tables of the app, two files, and a place for backups. */
export class BackedUpApp {
  static async start() {
    const folder = await mkdtemp(join(tmpdir(), 'easystart-backups-'))
    await chmod(folder, 0o755)
    const node = new DatabaseNode('one', folder, await freePort())
    node.initialize()
    await node.start()
    await node.query(`CREATE DATABASE ${DATABASE}`)
    const app = new BackedUpApp(folder, node, await newKeys())
    await runBuilt(['migration:run', '--force'], app.env)
    await app.addUsers(20)
    await app.writeFile('pictures/one.txt', 'the first file')
    await app.writeFile('two.txt', 'the second file')
    return app
  }

  readonly env: NodeJS.ProcessEnv

  constructor(
    readonly folder: string,
    readonly node: DatabaseNode,
    readonly keys: Awaited<ReturnType<typeof newKeys>>
  ) {
    this.env = {
      NODE_ENV: 'production',
      DATABASE_URL: `postgresql://postgres@127.0.0.1:${node.port}/${DATABASE}`,
      SMTP_URL: 'smtp://127.0.0.1:1',
      BACKUP_ROOT: join(folder, 'backups'),
      DRIVE_ROOT: join(folder, 'files'),
      BACKUP_RECIPIENT: keys.recipient,
    }
  }

  /** The same as the commands use, in this process. */
  backups(config: Changes = {}) {
    return new Backups(this.#config(config), this.#surroundings(config))
  }

  restores(config: Changes = {}) {
    return new Restores(this.#config(config), this.#surroundings(config))
  }

  /** @param disk a folder by default */
  store(disk = this.#folderDisk('backups')) {
    return new BackupStore(disk, PART_BYTES)
  }

  query(sql: string, database = DATABASE) {
    return this.node.query(sql, database)
  }

  async addUsers(count: number) {
    await this.query(
      `INSERT INTO users (name, email, password, created_at)
       SELECT 'User ' || n, 'user' || n || '-' || gen_random_uuid() || '@example.com', 'x', now()
         FROM generate_series(1, ${count}) AS n`
    )
  }

  async countUsers(database = DATABASE) {
    const [{ count }] = await this.query('SELECT count(*)::int AS count FROM users', database)
    return count as number
  }

  async databases() {
    const rows = await this.query('SELECT datname AS name FROM pg_database ORDER BY 1')
    return rows.map(({ name }) => name as string)
  }

  async writeFile(name: string, content: string) {
    const path = join(this.folder, 'files', name)
    await mkdir(join(path, '..'), { recursive: true })
    await writeFile(path, content)
  }

  readFile(name: string) {
    return readFile(join(this.folder, 'files', name), 'utf8')
  }

  #config({ recipients, identity }: Changes): BackupConfig {
    return {
      disk: 'backups',
      files: 'fs',
      recipients: recipients ?? [this.keys.recipient],
      identity: identity === null ? undefined : (identity ?? this.keys.identity),
      compare: ['users'],
      keep: { daily: 1, weekly: 0, monthly: 0 },
    }
  }

  #surroundings({ disk, files }: Changes) {
    const { port } = this.node
    return {
      app: 'Shop',
      server: new DatabaseServer(
        { host: '127.0.0.1', port, user: 'postgres', database: DATABASE },
        {
          PGHOST: '127.0.0.1',
          PGPORT: String(port),
          PGUSER: 'postgres',
          PGDATABASE: DATABASE,
        }
      ),
      store: this.store(disk),
      files: files ?? this.#folderDisk('files'),
    }
  }

  #folderDisk(name: string) {
    return new Disk(new FSDriver({ location: join(this.folder, name), visibility: 'private' }))
  }

  async [Symbol.asyncDispose]() {
    await this.node.kill()
    await rm(this.folder, { recursive: true, force: true })
  }
}
