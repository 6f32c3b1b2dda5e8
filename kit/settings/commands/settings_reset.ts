import { args, flags } from '@adonisjs/core/ace'
import { AskingCommand } from '#console/asking_command'

export default class SettingsReset extends AskingCommand {
  static commandName = 'settings:reset'
  static description = 'Give a setting its default again'
  static help = [
    'The default comes from the configuration or the environment, as settings:list',
    'shows it. All web processes and workers have it within a second:',
    '```',
    '{{ binaryName }} settings:reset registration.isOpen',
    '```',
    'A no-op for a setting that nobody has changed. It also removes the value of a',
    'setting that this release does not have any more.',
    '',
    'Exits 1 if there is no such setting.',
  ]

  @args.string({ description: 'Name of the setting, such as product.name', required: false })
  declare name?: string

  @flags.boolean({ description: 'Print the result as JSON. Errors are JSON too' })
  declare json?: boolean

  async run() {
    const { appSettings } = await import('#settings/define')
    const { findSetting } = await import('#settings/entered_value')
    const { removeUnknown } = await import('#settings/stored_settings')
    const given = await this.ask('<name>', this.name, 'Name of the setting')
    const settings = appSettings()
    if (!settings.names.includes(given) && (await removeUnknown(given))) {
      this.tell(`The value of ${given} is removed`, { name: given })
      return
    }
    const name = findSetting(given)
    await settings.reset(name)

    const value = await settings.read(name)
    this.tell(`${name} is ${JSON.stringify(value)}, its default`, { name, value })
  }
}
