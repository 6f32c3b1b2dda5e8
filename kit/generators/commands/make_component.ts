import { GeneratorCommand } from '#generators/generator_command'
import type { Name } from '#generators/name'

export default class MakeComponent extends GeneratorCommand {
  static commandName = 'make:component'
  static description = 'Create a Vue component in inertia/components, with its test'
  static help = [
    '```',
    '{{ binaryName }} make:component book_card',
    '```',
    'A page imports it: import BookCard from "~/components/book_card.vue"',
  ]

  protected naming = { example: 'book_card', suffix: 'component' }

  protected async generate(name: Name) {
    await this.createFrom('component/main', { name })
    await this.createFrom('component/test', { name, up: '../'.repeat(3 + name.folders.length) })
  }

  protected async refresh() {}
}
