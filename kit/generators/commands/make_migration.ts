import { flags } from '@adonisjs/core/ace'
import { CommandRefused } from '#console/asking_command'
import { GeneratorCommand } from '#generators/generator_command'
import type { MigrationPlan } from '#generators/migration_plan'
import type { Name } from '#generators/name'

export default class MakeMigration extends GeneratorCommand {
  static commandName = 'make:migration'
  static description = 'Create a migration from its name, and refresh database/schema.ts'
  static help = [
    'The name says the change:',
    '```',
    '{{ binaryName }} make:migration create_books_table',
    '{{ binaryName }} make:migration add_phone_and_is_public_to_users',
    '{{ binaryName }} make:migration remove_phone_from_users',
    '{{ binaryName }} make:migration drop_books_table',
    '{{ binaryName }} make:migration normalize_phones --sql',
    '```',
    'A column gets its type from its name: is_public is a boolean, read_at a',
    'moment, due_on a day, others are strings. Then change the file, and run it:',
    '```',
    '{{ binaryName }} migration:run',
    '```',
  ]

  @flags.boolean({ description: 'A migration for SQL of your own' })
  declare sql?: boolean

  protected naming = { example: 'create_books_table' }

  protected async generate(name: Name) {
    if (name.folders.length > 0)
      throw new CommandRefused(`Migrations have no folders. Give ${name.snake}`)
    const plan = await this.#plan(name.snake)
    const { migrationFile } = await import('#generators/migrations')
    const file = await migrationFile(this.changes, plan.name)
    await this.createFrom(`migration/${plan.stub}`, { ...plan, file })
    await this.#tellPersonalData(plan)
  }

  protected async refresh() {
    const { refreshSchema } = await import('#generators/migrations')
    await refreshSchema(this.changes.root)
    this.logger.action('change database/schema.ts').succeeded()
    this.logger.info('Change the migration as you need it, then: node ace migration:run')
  }

  async #plan(name: string): Promise<MigrationPlan> {
    if (this.sql) return { stub: 'change', name }
    const { planMigration } = await import('#generators/migration_plan')
    const plan = planMigration(name, (await this.changes.read('database/schema.ts')) ?? '')
    if (plan.stub === 'drop') await this.#refuseUsed(plan.table!)
    return plan
  }

  async #refuseUsed(table: string) {
    const { default: string } = await import('@adonisjs/core/helpers/string')
    const model = `app/models/${string.singular(table)}.ts`
    if (!(await this.changes.exists(model))) return
    throw new CommandRefused(`${model} still uses the table ${table}. Remove the model first`)
  }

  async #tellPersonalData({ stub, table }: MigrationPlan) {
    if (!table || (stub !== 'create' && stub !== 'drop')) return
    const rules = await import('#generators/edits/personal_data')
    const change =
      stub === 'create' ? rules.addTableWithoutPersonalData : rules.removeTableOfPersonalData
    await this.changes.edit('config/personal_data.ts', (text) => change(text, table))
  }
}
