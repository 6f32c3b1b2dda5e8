import { CommandRefused } from '#console/asking_command'
import { GeneratorCommand } from '#generators/generator_command'
import { nameOf, type Name } from '#generators/name'
import type { Column } from '#generators/schema_columns'

/** A `make:` command that writes a file about a model. */
export abstract class ModelCommand extends GeneratorCommand {
  /**
   * The columns of the model's table.
   * @throws CommandRefused if there is no such model
   */
  protected async columnsOf(model: Name): Promise<Column[]> {
    await this.requireFile(
      `app/models/${model.snake}.ts`,
      `Create it: node ace make:model ${model.snake}`
    )
    return this.columnsOfTable(model)
  }

  protected async columnsOfTable(model: Name): Promise<Column[]> {
    const { columnsOf } = await import('#generators/schema_columns')
    const schema = (await this.changes.read('database/schema.ts')) ?? ''
    const columns = columnsOf(schema, model.pascal)
    if (columns) return columns
    throw new CommandRefused(
      `database/schema.ts has no ${model.pascal}Schema. Refresh it: node ace migration:run`
    )
  }

  protected refuseFolders({ folders, snake }: Name) {
    if (folders.length > 0) throw new CommandRefused(`Models have no folders. Give ${snake}`)
  }

  /** Writes the factory of a model, whose rows need the rows of `parents` first. */
  protected async createFactory(model: Name, columns: Column[]) {
    const parents = await this.parentsOf(model, columns)
    const { factoryValue } = await import('#generators/factory_values')
    const table = await this.#tableOf(model)
    const given = columns.filter(
      ({ name, type, isNullable, isPrimary }) =>
        !isNullable &&
        !(isPrimary && type === 'number') &&
        !['createdAt', 'updatedAt'].includes(name) &&
        !parents.some(({ camel }) => name === `${camel}Id`)
    )
    const narrowed = await this.#narrowedAttributes(model)
    const valueOf = (column: Column) => {
      const value = factoryValue(column, table)
      const isNarrowed = narrowed.includes(column.name) && column.type === 'string'
      // Only the developer knows a value of this type: any text stands for it.
      if (!isNarrowed) return value
      const text = value.startsWith("'") ? `${value} as string` : value
      return `${text} as ${model.pascal}['${column.name}']`
    }
    const values = `{ ${given.map((column) => `${column.name}: ${valueOf(column)}`).join(', ')} }`
    await this.createFrom('factory/main', { name: model, values, parents })
  }

  /** The attributes whose type the model declares itself, because that of the column is too wide. */
  async #narrowedAttributes(model: Name) {
    const { classOf, parseCode } = await import('#generators/syntax/code')
    const code = (await this.changes.read(`app/models/${model.snake}.ts`)) ?? ''
    const members = classOf(parseCode(code))?.getInstanceProperties() ?? []
    return members.map((member) => member.getName())
  }

  async #tableOf(model: Name) {
    const { readTable } = await import('#generators/resource/existing/columns')
    const { default: string } = await import('@adonisjs/core/helpers/string')
    const code = (await this.changes.read(`app/models/${model.snake}.ts`)) ?? ''
    const named = /static table = '(\w+)'/.exec(code)?.[1]
    return readTable(this.changes, named ?? string.plural(model.snake))
  }

  /**
   * The models that a row belongs to and cannot be without, if they have a factory.
   * @throws CommandRefused if the model does not declare such a relation
   */
  protected async parentsOf(model: Name, columns: Column[]) {
    const code = (await this.changes.read(`app/models/${model.snake}.ts`)) ?? ''
    const parents: Name[] = []
    for (const { name } of columns.filter((one) => one.name.endsWith('Id') && !one.isNullable)) {
      const parent = nameOf(name.slice(0, -'Id'.length))
      const factory = `database/factories/${parent.snake}_factory.ts`
      if (!(await this.changes.exists(factory))) continue
      if (!code.includes(`declare ${parent.camel}: BelongsTo<`)) {
        throw new CommandRefused(
          `app/models/${model.snake}.ts has no relation ${parent.camel}, which a row needs. ` +
            `Declare it: @belongsTo(() => ${parent.pascal})`
        )
      }
      parents.push(parent)
    }
    return parents
  }

  protected withParents(parents: Name[]) {
    return parents.map(({ camel }) => `.with('${camel}')`).join('')
  }
}
