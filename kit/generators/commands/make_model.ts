import { CommandRefused } from '#console/asking_command'
import { ModelCommand } from '#generators/model_command'
import type { Name } from '#generators/name'

export default class MakeModel extends ModelCommand {
  static commandName = 'make:model'
  static description =
    'Create a model with its factory and its test, and its table if there is none'
  static help = [
    'Name it in the singular:',
    '```',
    '{{ binaryName }} make:model book',
    '```',
    'Without a table books, it writes the migration too. Add your columns, run',
    '{{ binaryName }} migration:run, and add a value for each to the factory.',
  ]

  protected naming = { example: 'book', suffix: 'model', taken: ['base'] }
  #hasNewTable = false

  protected async generate(name: Name) {
    this.refuseFolders(name)
    await this.#refusePlural(name)
    if (!this.force && (await this.changes.exists(`app/models/${name.snake}.ts`))) {
      throw new CommandRefused(`app/models/${name.snake}.ts exists already. Choose another name`)
    }
    const columns = (await this.#makeTable(name)) ?? (await this.columnsOfTable(name))
    const key = columns.find(({ isPrimary }) => isPrimary)?.name ?? columns[0].name
    await this.createFrom('model/main', { name })
    await this.createFactory(name, columns)
    await this.createFrom('model/test', { name, key, withParents: '' })
  }

  /** The class that was added is written again, from the table. */
  protected async refresh() {
    if (!this.#hasNewTable) return
    const { refreshSchema } = await import('#generators/migrations')
    await refreshSchema(this.changes.root)
    this.logger.info('Change the migration as you need it, then: node ace migration:run')
  }

  async #refusePlural({ snake }: Name) {
    const { default: string } = await import('@adonisjs/core/helpers/string')
    const singular = string.singular(snake)
    if (singular === snake) return
    throw new CommandRefused(`"${snake}" is a plural. Give one such as ${singular}`)
  }

  /**
   * Writes the migration, and the class of its table for now: the model extends it.
   * @returns undefined if the table exists
   */
  async #makeTable(name: Name) {
    const { columnsOf } = await import('#generators/schema_columns')
    const schema = (await this.changes.read('database/schema.ts')) ?? ''
    if (columnsOf(schema, name.pascal)) return undefined

    this.#hasNewTable = true
    const { default: string } = await import('@adonisjs/core/helpers/string')
    const table = string.plural(name.snake)
    const { migrationFile } = await import('#generators/migrations')
    const file = await migrationFile(this.changes, `create_${table}_table`)
    await this.createFrom('migration/create', { table, file })
    const { addTableWithoutPersonalData } = await import('#generators/edits/personal_data')
    await this.changes.edit('config/personal_data.ts', (text) =>
      addTableWithoutPersonalData(text, table)
    )
    await this.changes.edit('database/schema.ts', (text) => text + classOfTable(name.pascal))
    return columnsOf((await this.changes.read('database/schema.ts'))!, name.pascal)!
  }
}

function classOfTable(model: string) {
  return `
export class ${model}Schema extends BaseModel {
  static $columns = ['createdAt', 'id', 'updatedAt'] as const
  $columns = ${model}Schema.$columns
  @column.dateTime({ autoCreate: true })
  declare createdAt: DateTime
  @column({ isPrimary: true })
  declare id: number
  @column.dateTime({ autoCreate: true, autoUpdate: true })
  declare updatedAt: DateTime
}
`
}
