import { flags } from '@adonisjs/core/ace'
import { ModelCommand } from '#generators/model_command'
import { nameOf, type Name } from '#generators/name'
import type { Column } from '#generators/schema_columns'

/** Columns of such names stay on the server unless somebody adds them. */
const SECRET = /password|token|secret|hash|key|code/i

export default class MakeTransformer extends ModelCommand {
  static commandName = 'make:transformer'
  static description = 'Create a transformer in app/transformers, with its test'
  static help = [
    'Name the model, or another name and --model:',
    '```',
    '{{ binaryName }} make:transformer book',
    '{{ binaryName }} make:transformer book_summary --model=book',
    '```',
    'It has the plain columns. Remove those that a reader must not see.',
  ]

  @flags.string({ description: 'The model, if it has another name' })
  declare model?: string

  protected naming = { example: 'book', suffix: 'transformer' }

  protected async generate(name: Name) {
    const model = nameOf(this.model ?? name.snake)
    const columns = await this.#plainColumns(model)
    const { sampleOf } = await import('#generators/schema_columns')
    const values = `{ ${columns.map((one) => `${one.name}: ${sampleOf(one)}`).join(', ')} }`
    await this.createFrom('transformer/main', { name, model, columns })
    await this.createFrom('transformer/test', { name, model, columns, values })
  }

  async #plainColumns(model: Name): Promise<Column[]> {
    const columns = await this.columnsOf(model)
    const plain = columns.filter(({ name, type }) => {
      return ['string', 'number', 'boolean'].includes(type) && !SECRET.test(name)
    })
    return plain.length > 0 ? plain : columns.filter(({ isPrimary }) => isPrimary)
  }
}
