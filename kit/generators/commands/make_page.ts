import { GeneratorCommand } from '#generators/generator_command'
import type { Name } from '#generators/name'
import { titleOf } from '#generators/page_title'

export default class MakePage extends GeneratorCommand {
  static commandName = 'make:page'
  static description = 'Create a page in inertia/pages, with its texts and its test'
  static help = [
    'A page has the name of its controller and its action:',
    '```',
    '{{ binaryName }} make:page invitations/index',
    '```',
    'For the route and the controller too:',
    '```',
    '{{ binaryName }} make:controller invitations index',
    '```',
  ]

  protected naming = { example: 'invitations/index', isPath: true }

  protected async generate(name: Name) {
    const { area, titleKey, texts } = titleOf(name)
    await this.createFrom('page/main', { name, titleKey })
    await this.createFrom('page/test', {
      name,
      titleKey,
      up: '../'.repeat(3 + name.folders.length),
    })
    await this.addTexts(area, texts)
  }
}
