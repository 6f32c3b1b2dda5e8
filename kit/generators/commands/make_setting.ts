import { flags } from '@adonisjs/core/ace'
import string from '@adonisjs/core/helpers/string'
import { CommandRefused } from '#console/asking_command'
import { GeneratorCommand } from '#generators/generator_command'
import type { Name } from '#generators/name'

const PATH = 'app/settings.ts'
const AREA = 'global_settings'

/** The help of a setting, until somebody writes a better one. */
const HELP = {
  en: 'The default counts until somebody changes it.',
  es: 'Se aplica el valor predeterminado hasta que alguien lo cambie.',
  ar: 'تسري القيمة الافتراضية إلى أن يغيّرها أحد.',
}

export default class MakeSetting extends GeneratorCommand {
  static commandName = 'make:setting'
  static description = 'Add a setting to app/settings.ts, with its texts and its test'
  static help = [
    'Operators change it in the management area, or with settings:set, while the',
    'app runs. The name has the section of the page, and a dot. The setting is a',
    'text, or what a flag says:',
    '```',
    '{{ binaryName }} make:setting support.phone',
    '{{ binaryName }} make:setting billing.isOpen --type=boolean --default=true',
    '{{ binaryName }} make:setting billing.daysToPay --type=integer --default=14',
    '{{ binaryName }} make:setting product.weekStart --choices=monday,sunday',
    '```',
    'Without --default a boolean is false, a number is 0, the first choice is',
    'chosen, and a text is null. Code reads the value with',
    '```',
    "settings.get('support.phone')",
    '```',
    'The permission settings.edit changes it: app/settings.ts can name another one.',
    'The texts are in global_settings.json of each language.',
  ]

  @flags.string({ description: 'string, email, url, integer, number or boolean' })
  declare type?: string

  @flags.string({ description: 'The values that it can have, such as monday,sunday' })
  declare choices?: string

  @flags.string({ description: 'Its value as long as nobody has changed it' })
  declare default?: string

  protected naming = { example: 'support.phone', separator: '.' } as const

  protected async generate(name: Name) {
    if (name.folders.length !== 1) {
      throw new CommandRefused(
        `A setting has a section and a name, such as support.phone, not ${name.given}`
      )
    }
    await this.requireFile(PATH, 'It needs defineSettings({ … })')
    const { settingCode } = await import('#generators/setting_code')
    const { addSetting } = await import('#generators/edits/settings')
    const code = await settingCode(this)
    const area = string.camelCase(name.folders[0])
    const key = `${area}.${name.camel}`
    await this.changes.edit(PATH, (text) => addSetting(text, key, code))
    await this.createFrom('setting/test', { name, key, ...code })
    await this.addTexts(AREA, this.#textsOf(name, area))
  }

  #textsOf(name: Name, area: string) {
    const key = `${area}.${name.camel}`
    const choices = this.choices?.split(',').map((choice) => choice.trim()) ?? []
    const options = choices.map((choice) => [
      `${key}.options.${choice}`,
      { en: string.sentenceCase(choice) },
    ])
    return {
      [`areas.${area}`]: { en: string.sentenceCase(area) },
      [`${key}.name`]: { en: name.sentence },
      [`${key}.help`]: HELP,
      ...Object.fromEntries(options),
    }
  }
}
