import { randomBytes } from 'node:crypto'
import type { Readable } from 'node:stream'
import type pg from 'pg'
import type { Disk } from '@adonisjs/drive'
import { type DatabaseServer, inSnapshot } from '#backups/database_server'
import type { BackupConfig } from '#backups/define_config'
import { encrypted, opened } from '#backups/encryption'
import { BackupFailed } from '#backups/errors'
import { FileArchive } from '#backups/file_archive'
import type { Manifest, StoredObject } from '#backups/manifest'
import { timeOf } from '#backups/moments'
import { type BackupStore } from '#backups/store'
import { figuresOf } from '#backups/table_figures'

export interface Surroundings {
  app: string
  server: DatabaseServer
  store: BackupStore
  /** The disk whose files are part of a backup. */
  files?: Disk
}

interface Facts {
  now: Date
  version: string
  snapshot: string
}

/** Makes and checks backups of the database and the files. */
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
        const tools = await this.around.server.tools()
        await tools.read(await opened(backup.manifest, content, identity))
      } else await drain(await opened(backup.manifest, content, identity))
    }
    return { ...backup, isReadable }
  }

  async #dump(name: string, { snapshot }: Facts, protect: (from: Readable) => Promise<Readable>) {
    const tools = await this.around.server.tools()
    let stored: StoredObject
    await tools.dump(snapshot, async (dump) => {
      stored = await this.#store(name, 'database', await protect(dump))
    })
    return stored!
  }

  #store(backup: string, name: StoredObject['name'], content: Readable) {
    return this.around.store.put(backup, name, content)
  }

  #inSnapshot<Result>(work: (client: pg.Client, facts: Facts) => Promise<Result>) {
    return this.around.server.withClient((client) =>
      inSnapshot(client, async () => {
        const { rows } = await client.query<Facts>(
          `SELECT now(), current_setting('server_version') AS version, pg_export_snapshot() AS snapshot`
        )
        return work(client, rows[0])
      })
    )
  }
}

async function lastMigration(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query('SELECT name FROM adonis_schema ORDER BY id DESC LIMIT 1')
  return rows[0]?.name ?? null
}

async function drain(content: Readable) {
  for await (const chunk of content) void chunk
}
