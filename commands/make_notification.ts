import { readFile, writeFile } from 'node:fs/promises'
import { args, BaseCommand } from '@adonisjs/core/ace'
import string from '@adonisjs/core/helpers/string'

export default class MakeNotification extends BaseCommand {
  static commandName = 'make:notification'
  static description = 'Create a notification class in app/notifications and its texts'
  static help = [
    'Name it after what has happened:',
    '```',
    '{{ binaryName }} make:notification invitation_accepted',
    '```',
    'Then write its texts in resources/lang/<locale>/notification_kinds.json.',
  ]

  @args.string({ description: 'Name of the notification' })
  declare name: string

  async run() {
    const kind = string.snakeCase(this.name)
    if (!/^[a-z]\w{0,63}$/.test(kind) || kind === 'app_notification') {
      this.logger.error(`"${this.name}" is not a valid name. Give one such as invitation_accepted`)
      this.exitCode = 1
      return
    }
    const className = string.pascalCase(kind)
    const codemods = await this.createCodemods()
    await codemods.makeUsingStub(this.app.makePath('stubs'), 'make/notification/main.stub', {
      kind,
      className,
    })
    await this.#addTexts(kind)
    await this.kernel.exec('codegen', [])
  }

  /** In English only: `node ace i18n:missing` then names the languages that need a translation. */
  async #addTexts(kind: string) {
    const path = this.app.languageFilesPath('en/notification_kinds.json')
    const texts = JSON.parse(await readFile(path, 'utf8'))
    if (kind in texts) return
    const name = string.sentenceCase(kind)
    texts[kind] = { name, title: name, text: `${name}: {name}.` }
    await writeFile(path, `${JSON.stringify(texts, null, 2)}\n`)
    this.logger.action('add the English texts to notification_kinds.json').succeeded()
  }
}
