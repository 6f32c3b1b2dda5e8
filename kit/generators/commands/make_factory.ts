import { ModelCommand } from '#generators/model_command'
import type { Name } from '#generators/name'

export default class MakeFactory extends ModelCommand {
  static commandName = 'make:factory'
  static description = 'Create the factory of a model, with its test'
  static help = [
    'Name the model. The values come from the columns of its table:',
    '```',
    '{{ binaryName }} make:factory book',
    '```',
  ]

  protected naming = { example: 'book', suffix: 'factory' }

  protected async generate(name: Name) {
    this.refuseFolders(name)
    const columns = await this.columnsOf(name)
    const parents = await this.parentsOf(name, columns)
    await this.createFactory(name, columns)
    await this.createFrom('factory/test', { name, withParents: this.withParents(parents) })
  }

  protected async refresh() {}
}
