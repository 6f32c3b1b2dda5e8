import { CommandRefused } from '#console/asking_command'
import { GeneratorCommand } from '#generators/generator_command'
import type { Name } from '#generators/name'

export default class MakeCommand extends GeneratorCommand {
  static commandName = 'make:command'
  static description = 'Create a command of node ace in commands, with its test'
  static help = [
    'Name it as it is called, the noun first:',
    '```',
    '{{ binaryName }} make:command books:import',
    '```',
    'It asks for a missing argument on a terminal, and prints JSON with --json.',
  ]

  protected naming = { example: 'books:import', hasNamespace: true }

  protected async generate(name: Name) {
    if (name.folders.length > 0) {
      throw new CommandRefused(`Commands have no folders. Give ${name.path.replaceAll('/', ':')}`)
    }
    const commandName = name.given.includes(':') ? name.given.toLowerCase() : named(name.snake)
    const binary = '{{ binaryName }}'
    await this.createFrom('command/main', { name, commandName, binary })
    await this.createFrom('command/test', { name, commandName })
  }

  protected async refresh() {}
}

/** `books_import` is called as `books:import`. */
function named(snake: string) {
  const [noun, ...rest] = snake.split('_')
  return [noun, rest.join('-')].filter(Boolean).join(':')
}
