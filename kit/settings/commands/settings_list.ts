import { flags } from '@adonisjs/core/ace'
import { AskingCommand } from '#console/asking_command'

export default class SettingsList extends AskingCommand {
  static commandName = 'settings:list'
  static description = 'List the settings of app/settings.ts with their values'
  static help = [
    '```',
    '{{ binaryName }} settings:list',
    '{{ binaryName }} settings:list --json',
    '```',
    'settings:set changes one of them while the app runs, settings:reset gives its',
    'default back.',
  ]

  @flags.boolean({ description: 'Print the settings as JSON. Errors are JSON too' })
  declare json?: boolean

  async run() {
    const { listedSettings } = await import('#settings/listed_settings')
    const settings = await listedSettings()
    if (this.json || settings.length === 0) {
      this.tell('app/settings.ts has no settings', settings)
      return
    }
    const table = this.ui.table()
    table.head(['Setting', 'Value', 'Default', 'Meaning'])
    for (const { name, value, defaultValue, meaning } of settings) {
      table.row([name, JSON.stringify(value), JSON.stringify(defaultValue), meaning])
    }
    table.render()
  }
}
