import { args, flags } from '@adonisjs/core/ace'
import { AskingCommand } from '#console/asking_command'

export default class SettingsSet extends AskingCommand {
  static commandName = 'settings:set'
  static description = 'Change a setting while the app runs, or give it its default again'
  static help = [
    'All web processes and workers have the value within a second. Write a list,',
    'or null for no value, as JSON:',
    '```',
    '{{ binaryName }} settings:set isRegistrationOpen false',
    '{{ binaryName }} settings:set isRegistrationOpen --reset',
    '```',
    'settings:list shows the names. Exits 1 if there is no such setting, or if',
    'the value does not keep its rule.',
  ]

  @args.string({ description: 'Name of the setting, as in app/settings.ts', required: false })
  declare name?: string

  @args.string({ description: 'Its new value', required: false, allowEmptyValue: true })
  declare value?: string

  @flags.boolean({ description: 'Give it its default again' })
  declare reset?: boolean

  @flags.boolean({ description: 'Print the result as JSON. Errors are JSON too' })
  declare json?: boolean

  async run() {
    const { findSetting, storeText } = await import('#settings/entered_value')
    const { appSettings } = await import('#settings/define')
    const name = findSetting(await this.ask('<name>', this.name, 'Name of the setting'))
    if (this.reset) await appSettings().reset(name)
    else await storeText(name, this.value ?? (await this.ask('<value>', this.value, 'Its value')))

    const value = await appSettings().get(name)
    this.tell(`${name} is ${JSON.stringify(value)}`, { name, value })
  }
}
