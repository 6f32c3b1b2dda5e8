import { flags } from '@adonisjs/core/ace'
import { CommandRefused } from '#console/asking_command'
import { GeneratorCommand } from '#generators/generator_command'
import { nameOf, type Name } from '#generators/name'

const SUITES = ['functional', 'unit', 'browser']

export default class MakeTest extends GeneratorCommand {
  static commandName = 'make:test'
  static description = 'Create a test that passes, in the folder of its suite'
  static help = [
    'Name a functional test after the resource and its action:',
    '```',
    '{{ binaryName }} make:test sessions/store',
    '{{ binaryName }} make:test price --suite=unit',
    '{{ binaryName }} make:test checkout --suite=browser',
    '```',
    'Run it with: npm test -- functional --files sessions/store.spec.ts',
  ]

  @flags.string({ description: `One of ${SUITES.join(', ')}`, default: 'functional', alias: 's' })
  declare suite: string

  protected naming = { example: 'sessions/store', suffix: 'spec', isPath: true }

  protected async generate(name: Name) {
    if (!SUITES.includes(this.suite)) {
      throw new CommandRefused(
        `There is no suite "${this.suite}". Give one of ${SUITES.join(', ')}`
      )
    }
    const title = [...name.folders, name.snake].map((part) => nameOf(part).sentence).join(' | ')
    await this.createFrom(`test/${this.suite}`, { name, title })
  }

  protected async refresh() {}
}
