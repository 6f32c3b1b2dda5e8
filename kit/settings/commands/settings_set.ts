import { args, flags } from '@adonisjs/core/ace'
import { AskingCommand } from '#console/asking_command'

export default class SettingsSet extends AskingCommand {
  static commandName = 'settings:set'
  static description = 'Change a setting while the app runs'
  static help = [
    'All web processes and workers have the value within a second. Quote a text',
    'that has spaces, and write a list as JSON:',
    '```',
    '{{ binaryName }} settings:set registration.isOpen false',
    '{{ binaryName }} settings:set product.name "Green Tea"',
    '```',
    'settings:list shows the names, and settings:reset gives a default back.',
    '',
    'Exits 1 if there is no such setting, or if the value does not keep its rule.',
    'Then nothing has changed.',
  ]

  @args.string({ description: 'Name of the setting, such as product.name', required: false })
  declare name?: string

  @args.string({ description: 'Its new value', required: false, allowEmptyValue: true })
  declare value?: string

  @flags.boolean({ description: 'Print the result as JSON. Errors are JSON too' })
  declare json?: boolean

  async run() {
    const { findSetting, storeText } = await import('#settings/entered_value')
    const { appSettings } = await import('#settings/define')
    const name = findSetting(await this.ask('<name>', this.name, 'Name of the setting'))
    await storeText(name, this.value ?? (await this.ask('<value>', this.value, 'Its value')))

    const value = await appSettings().read(name)
    this.tell(`${name} is ${JSON.stringify(value)}`, { name, value })
  }
}
