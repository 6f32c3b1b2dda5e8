import { flags } from '@adonisjs/core/ace'
import { CommandRefused } from '#console/asking_command'
import { GeneratorCommand } from '#generators/generator_command'
import type { Stack } from '#generators/edits/kernel'
import type { Name } from '#generators/name'

const STACKS = ['named', 'router', 'server']

export default class MakeMiddleware extends GeneratorCommand {
  static commandName = 'make:middleware'
  static description = 'Create a middleware in app/middleware, with its test'
  static help = [
    'Name it after its work. With --stack it is registered in start/kernel.ts too:',
    '```',
    '{{ binaryName }} make:middleware subscribed',
    '{{ binaryName }} make:middleware subscribed --stack=named',
    '```',
    'The stack named is for routes that ask for it (middleware.subscribed()),',
    'router for all routes, and server for all requests.',
  ]

  @flags.string({ description: `Register it: ${STACKS.join(', ')}` })
  declare stack?: Stack

  protected naming = { example: 'subscribed', suffix: 'middleware' }

  protected async generate(name: Name) {
    if (this.stack && !STACKS.includes(this.stack)) {
      throw new CommandRefused(
        `There is no stack "${this.stack}". Give one of ${STACKS.join(', ')}`
      )
    }
    await this.createFrom('middleware/main', { name })
    await this.createFrom('middleware/test', { name })
    if (this.stack) await this.#register(this.stack, name)
  }

  async #register(stack: Stack, name: Name) {
    const { registerMiddleware } = await import('#generators/edits/kernel')
    await this.changes.edit('start/kernel.ts', (text) =>
      registerMiddleware(text, stack, name.camel, `#middleware/${name.path}_middleware`)
    )
  }

  protected async refresh() {}
}
