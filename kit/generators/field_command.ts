import type { CommandOptions } from '@adonisjs/core/types/ace'
import type { ChangeSet } from '#generators/changes'
import { ResourceCommand } from '#generators/resource_command'
import type { FileWork } from '#generators/resource/existing/change_fields'
import type { FieldMigration } from '#generators/resource/existing/field_migrations'
import type { ExistingResource } from '#generators/resource/existing/read'
import type { Field } from '#generators/resource/field'

/** The new fields of a resource, and what follows from them. */
export interface FieldOrder {
  fields: Field[]
  /** For a database in which the table exists; known once the models of references are. */
  migration: () => FieldMigration | undefined
  /** Says what has happened: `Project has a budget`. */
  outcome: string
}

const isMigration = (path: string) => path.startsWith('database/migrations/')

/** A command that changes the fields of a resource, and keeps the edits of the developer. */
export abstract class FieldCommand extends ResourceCommand {
  static options: CommandOptions = { startApp: true }

  /** @throws ChangeRefused if the resource cannot have these fields */
  protected abstract order(resource: ExistingResource): Promise<FieldOrder>

  protected async change(name: string) {
    const { ChangeSet } = await import('#generators/changes')
    const { changeFields } = await import('#generators/resource/existing/change_fields')
    const { readProduct } = await import('#generators/resource/product')
    const { readResource } = await import('#generators/resource/existing/read')
    const changes = new ChangeSet({ root: this.app.makePath() })
    const product = await readProduct(changes)
    const resource = await readResource(changes, name, product)
    const { fields, migration, outcome } = await this.order(resource)
    const isInPlace = await this.#isInPlace(changes, resource)
    const work = await changeFields(changes, resource, product, { fields, isInPlace })
    if (!isInPlace) await this.#addMigration(changes, migration())

    this.show(changes)
    this.#tell(work)
    if (this.dryRun) return
    await this.unbroken(() => this.#write(changes))
    this.logger.success(outcome)
  }

  /** A migration that has run nowhere, as far as this checkout knows, gets the columns itself. */
  async #isInPlace(changes: ChangeSet, { table }: ExistingResource) {
    const { migrationState } = await import('#generators/resource/existing/migration_state')
    const state = await migrationState(changes.root, table.migrations, await this.ranMigrations())
    return !state.hasRun && !state.isCommitted && table.migrations.length === 1
  }

  async #addMigration(changes: ChangeSet, migration: FieldMigration | undefined) {
    if (!migration) return
    const { freeMigrationName, migrationFile } = await import('#generators/migrations')
    const name = await freeMigrationName(changes, migration.name)
    await changes.create(
      `database/migrations/${await migrationFile(changes, name)}`,
      migration.text
    )
  }

  /** The migration comes first, because the other files need the columns that it writes into database/schema.ts. */
  async #write(changes: ChangeSet) {
    const isNew = changes.list().some(({ path, kind }) => isMigration(path) && kind === 'create')
    if (!isNew) {
      await changes.apply()
      await this.runAll([['codegen']], () => changes.undo())
      return
    }
    await changes.apply(isMigration)
    await this.runAll([['migration:run', '--compact-output']], () => changes.undo())
    const undo = async () => {
      await changes.undo((path) => !isMigration(path))
      await this.ace('migration:rollback', '--step=1', '--compact-output')
      await changes.undo()
      await this.ace('schema:generate')
      await this.ace('codegen')
    }
    await changes.apply().catch(async (error) => {
      await undo()
      throw error
    })
    await this.runAll([['codegen']], undo)
  }

  #tell(work: FileWork[]) {
    for (const [action, title] of Object.entries(TITLES)) {
      const places = work.filter((one) => one.action === action)
      if (places.length === 0) continue
      this.logger.warning(title)
      for (const { path, line, code } of places) {
        this.logger.log(`${action === 'gone' ? path : `${path}:${line}`}\n${code}\n`)
      }
    }
  }
}

const TITLES = {
  write: 'Write this by hand: it has no safe place, because the code around it is yours:',
  remove: 'Remove this by hand, because it has changes of yours:',
  gone: 'These lines had changes of yours, and are replaced or removed:',
  look: 'Look at these places, which still name the field or whose text has moved:',
}
