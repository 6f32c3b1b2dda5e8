import { GeneratorCommand } from '#generators/generator_command'
import type { Name } from '#generators/name'
import { pageTexts } from '#generators/page_texts'

export default class MakePage extends GeneratorCommand {
  static commandName = 'make:page'
  static description = 'Create a page in inertia/pages, with its texts and its test'
  static help = [
    'A page has the name of its controller and its action:',
    '```',
    '{{ binaryName }} make:page proposals/index',
    '```',
    'For the route and the controller too:',
    '```',
    '{{ binaryName }} make:controller proposals index',
    '```',
  ]

  protected naming = { example: 'proposals/index', isPath: true }

  protected async generate(name: Name) {
    const { area, keys, texts } = pageTexts(name)
    const up = '../'.repeat(3 + name.folders.length)
    const state = { path: name.path, keys, forms: [], hasId: false, up }
    await this.createFrom('page/main', state)
    await this.createFrom('page/test', state)
    await this.addTexts(area, texts)
  }
}
