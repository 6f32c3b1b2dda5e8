import { flags } from '@adonisjs/core/ace'
import { GeneratorCommand } from '#generators/generator_command'
import type { Name } from '#generators/name'

export default class MakeValidator extends GeneratorCommand {
  static commandName = 'make:validator'
  static description = 'Create a validator in app/validators, with its test'
  static help = [
    'Name it after the resource, in the singular:',
    '```',
    '{{ binaryName }} make:validator proposal',
    '{{ binaryName }} make:validator proposal --resource',
    '```',
    'The second one writes a validator for updates too. Errors name a field by',
    'shared.fields of resources/lang/<locale>/validator.json.',
  ]

  @flags.boolean({ description: 'One validator to create and one to update', alias: 'r' })
  declare resource?: boolean

  protected naming = { example: 'proposal', suffix: 'validator' }

  protected async generate(name: Name) {
    const verbs = this.resource ? ['create', 'update'] : ['create']
    await this.createFrom('validator/main', { name, verbs })
    await this.createFrom('validator/test', { name, verbs })
  }

  protected async refresh() {}
}
