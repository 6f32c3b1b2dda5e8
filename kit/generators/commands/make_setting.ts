import { flags } from '@adonisjs/core/ace'
import { CommandRefused } from '#console/asking_command'
import { GeneratorCommand } from '#generators/generator_command'
import type { Name } from '#generators/name'

const PATH = 'app/settings.ts'

export default class MakeSetting extends GeneratorCommand {
  static commandName = 'make:setting'
  static description = 'Add a setting to app/settings.ts, with its text and its test'
  static help = [
    'Operators change it with settings:set while the app runs. It is a text, or',
    'what a flag says:',
    '```',
    '{{ binaryName }} make:setting supportAddress --type=email',
    '{{ binaryName }} make:setting isBetaOpen --type=boolean --default=true',
    '{{ binaryName }} make:setting itemsPerPage --type=integer --default=25',
    '{{ binaryName }} make:setting weekStart --choices=monday,sunday',
    '```',
    'Without --default a boolean is false, a number is 0, the first choice is',
    'chosen, and a text is null. Code reads the value with',
    '```',
    "await settings.get('supportAddress')",
    '```',
  ]

  @flags.string({ description: 'string, email, url, integer, number or boolean' })
  declare type?: string

  @flags.string({ description: 'The values that it can have, such as monday,sunday' })
  declare choices?: string

  @flags.string({ description: 'Its value as long as nobody has changed it' })
  declare default?: string

  protected naming = { example: 'supportAddress' }

  protected async generate(name: Name) {
    if (name.folders.length > 0) {
      throw new CommandRefused(`A setting has no folder. Give ${name.camel}`)
    }
    await this.requireFile(PATH, 'It needs defineSettings({ … })')
    const { settingCode } = await import('#generators/setting_code')
    const { addSetting } = await import('#generators/edits/settings')
    const code = await settingCode(this)
    await this.changes.edit(PATH, (text) => addSetting(text, name.camel, code))
    await this.createFrom('setting/test', { name, ...code })
    await this.addTexts('global_settings', { [`${name.snake}.name`]: { en: name.sentence } })
  }
}
