import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { promisify } from 'node:util'
import { cliui, type Kernel } from '@adonisjs/core/ace'
import type { ApplicationService } from '@adonisjs/core/types'
import type { Database } from '@adonisjs/lucid/database'
import type { MigratorOptions } from '@adonisjs/lucid/types/migrator'
import { CommandRefused } from '#console/asking_command'
import type { ChangeSet } from '#generators/changes'

const FOLDER = 'database/migrations'

/** A name that no migration has yet: a field can be added, removed and added again. */
export async function freeMigrationName(changes: ChangeSet, name: string) {
  const files = await readdir(`${changes.root}/${FOLDER}`)
  const isTaken = (wanted: string) => files.some((file) => file.endsWith(`_${wanted}.ts`))
  let number = 1
  let free = name
  while (isTaken(free)) free = `${name}_${++number}`
  return free
}

/** A file of a migration that runs after all others: `1764417600000_create_books_table.ts`. */
export async function migrationFile(changes: ChangeSet, name: string) {
  const files = await readdir(`${changes.root}/${FOLDER}`)
  const twin = files.find((file) => file.endsWith(`_${name}.ts`))
  if (twin) throw new CommandRefused(`${FOLDER}/${twin} exists already. Choose another name`)
  const last = Math.max(...files.map((file) => Number.parseInt(file, 10) || 0))
  return `${Math.max(Date.now(), last + 1)}_${name}.ts`
}

/**
 * Writes `database/schema.ts` from all migrations. They run in a database of tests, so the data of development stays,
 * and the new migration can still be changed.
 * @throws CommandRefused if a migration fails
 */
export async function refreshSchema(root: string) {
  const env = { ...process.env, NODE_ENV: 'test', TEST_LANE: 'generators' }
  const args = ['ace.js', 'migration:fresh']
  await promisify(execFile)(process.execPath, args, { cwd: root, env }).catch((error) => {
    throw new CommandRefused(`The migrations fail:\n${error.stdout}${error.stderr}`)
  })
}

/**
 * The migrations of a command that starts the app by `codegen`. Such an app has no local services and closes no
 * connections, so each step does.
 */
export class CommandMigrations {
  readonly #app: ApplicationService
  readonly #kernel: Kernel
  #hasBegun = false

  constructor(app: ApplicationService, kernel: Kernel) {
    this.#app = app
    this.#kernel = kernel
  }

  /**
   * Runs the migrations that have not run yet, and writes `database/schema.ts`.
   * @throws the error of the migration
   */
  async run() {
    this.#hasBegun = true
    await this.#withDatabase((db) => this.#migrate(db, { direction: 'up' }))
  }

  /** Rolls back those of these names that have run: the first of two may have run before the second one failed. */
  async rollBack(names: string[]) {
    if (!this.#hasBegun) return
    await this.#withDatabase(async (db) => {
      const { config } = db.manager.get(db.primaryConnectionName)!
      const ran = await db
        .from(config.migrations?.tableName ?? 'adonis_schema')
        .whereIn('name', names)
      if (ran.length > 0) await this.#migrate(db, { direction: 'down', step: ran.length })
    })
  }

  async #migrate(db: Database, options: MigratorOptions) {
    const { MigrationRunner } = await import('@adonisjs/lucid/migration')
    const { default: SchemaGenerate } = await import('@adonisjs/lucid/commands/schema_generate')
    const migrator = new MigrationRunner(db, this.#app, options)
    await migrator.run()
    if (migrator.error) throw migrator.error
    const generate = await this.#kernel.create(SchemaGenerate, [])
    generate.ui = cliui({ mode: 'raw' })
    await generate.exec()
    if (generate.exitCode) throw new Error('database/schema.ts could not be written')
  }

  async #withDatabase(callback: (db: Database) => Promise<void>) {
    const { startLocalServices } = await import('#local_services/start')
    const { default: localServices } = await import('#local_services/main')
    await startLocalServices(this.#app)
    const db = await this.#app.container.make('lucid.db')
    try {
      await callback(db)
    } finally {
      await db.manager.closeAll()
      await localServices.release()
    }
  }
}
