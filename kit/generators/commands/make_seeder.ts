import { flags } from '@adonisjs/core/ace'
import { ModelCommand } from '#generators/model_command'
import { nameOf, type Name } from '#generators/name'

export default class MakeSeeder extends ModelCommand {
  static commandName = 'make:seeder'
  static description = 'Create a seeder in database/seeders, with its test'
  static help = [
    'Name the model, which needs a factory, or another name and --model:',
    '```',
    '{{ binaryName }} make:seeder book',
    '{{ binaryName }} make:seeder demo_books --model=book',
    '```',
    'Run it: {{ binaryName }} db:seed',
  ]

  @flags.string({ description: 'The model, if it has another name' })
  declare model?: string

  protected naming = { example: 'book', suffix: 'seeder' }

  protected async generate(name: Name) {
    this.refuseFolders(name)
    const model = nameOf(this.model ?? name.snake)
    const columns = await this.columnsOf(model)
    await this.requireFile(
      `database/factories/${model.snake}_factory.ts`,
      `Create it: node ace make:factory ${model.snake}`
    )
    const withParents = this.withParents(await this.parentsOf(model, columns))
    await this.createFrom('seeder/main', { name, model, withParents })
    await this.createFrom('seeder/test', { name, model })
  }

  protected async refresh() {}
}
