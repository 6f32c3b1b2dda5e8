import { args, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { CommandRefused } from '#console/asking_command'
import type { ChangeSet } from '#generators/changes'
import { ResourceCommand } from '#generators/resource_command'
import type { Resource } from '#generators/resource/resource'

const isMigration = (path: string) => path.startsWith('database/migrations/')

export default class MakeResource extends ResourceCommand {
  static commandName = 'make:resource'
  static description = 'Create a whole feature: table, model, policy, pages, texts and tests'
  static options: CommandOptions = { startApp: false }
  static help = [
    'Give the singular of the record, then its fields as name:type. A question',
    'mark makes a field optional. Quote a field that has parentheses, or write =',
    'in their place:',
    '```',
    "{{ binaryName }} make:resource Project name:string 'budget:decimal(12,2)'",
    '{{ binaryName }} make:resource Project dueOn:date? status:enum=draft,done',
    '{{ binaryName }} make:resource Note text:text --owned-by=user --soft-delete',
    '{{ binaryName }} make:resource Project/Task title:string done:boolean',
    '```',
    'Behind the type may stand :unique, :index, :default(value) and, for a',
    'reference, :onDelete(cascade|restrict|setNull).',
    '',
    'docs/generators.md lists the types and everything that is written.',
  ]

  @args.spread({ description: 'Fields: name:type', required: false })
  declare fields?: string[]

  @flags.string({ description: 'Each record belongs to a member, who alone sees it: user' })
  declare ownedBy?: string

  @flags.boolean({ description: 'Deleted records stay in the table, and can be restored' })
  declare softDelete?: boolean

  @flags.boolean({ description: 'Programs can use it too: operations of the API' })
  declare api?: boolean

  @flags.boolean({ description: 'Do not run the migration' })
  declare skipMigration?: boolean

  protected async change(name: string) {
    const { ChangeSet } = await import('#generators/changes')
    const { resourceOf } = await import('#generators/resource/resource')
    const { generateResource } = await import('#generators/resource/generate')
    const { readProduct } = await import('#generators/resource/product')
    const resource = resourceOf({
      ...{ name, fields: this.fields ?? [], ownedBy: this.ownedBy },
      ...{ softDelete: this.softDelete, api: this.api },
    })
    const changes = new ChangeSet({ root: this.app.makePath() })
    const product = await readProduct(changes)
    await generateResource(changes, resource, product)

    this.show(changes)
    if (this.dryRun) return
    await this.#write(changes)
    this.#conclude(resource)
  }

  /**
   * The migrations come first, because the other files need the columns that they write into database/schema.ts. If a
   * step fails, nothing stays.
   */
  async #write(changes: ChangeSet) {
    try {
      await changes.apply(isMigration)
      if (!this.skipMigration) await this.ace('migration:run', '--compact-output')
      await changes.apply()
      await this.ace('codegen')
    } catch (error) {
      await changes.undo((path) => !isMigration(path))
      await this.ace('codegen')
      await this.#rollBack(changes)
      await changes.undo()
      const { stdout = '', stderr } = error as { stdout?: string; stderr?: string }
      if (stderr === undefined) throw error
      this.logger.log(`${stdout}${stderr}`.trim())
      throw new CommandRefused('A step failed, so all files are removed again. Its error is above')
    }
  }

  /** The first of two migrations may have run before the second one failed. */
  async #rollBack(changes: ChangeSet) {
    const { stdout } = await this.ace('migration:status')
    const hasRun = stdout.split('\n').filter((line) => line.includes('completed'))
    const migrations = changes.list().filter(({ path }) => isMigration(path))
    const count = migrations.filter(({ path }) => {
      return hasRun.some((line) => line.includes(path.slice(0, -'.ts'.length)))
    }).length
    if (count > 0) await this.ace('migration:rollback', `--step=${count}`, '--compact-output')
  }

  #conclude({ names, parent }: Resource) {
    const page = parent ? `/${parent.path}/…/${names.path}` : `/${names.path}`
    this.logger.success(`${names.model} is ready at ${page}`)
    this.logger.log(`Run its tests:       npm test -- functional --files '${names.table}/*'`)
    this.logger.log('Translate its texts: node ace i18n:missing lists those that are still English')
  }
}
