import { args, flags } from '@adonisjs/core/ace'
import { AskingCommand, CommandRefused } from '#console/asking_command'

export default class MailPreview extends AskingCommand {
  static commandName = 'mail:preview'
  static description = 'Print the address of the previews of all mails, or of one'
  static help = [
    'The pages show each mail with made-up data, in each language:',
    '```',
    '{{ binaryName }} mail:preview',
    '{{ binaryName }} mail:preview welcome --language=ar',
    '```',
    'They need the development server: npm run dev. Production has no such pages.',
    '',
    'Exits 1 if there is no such mail.',
  ]

  @args.string({ description: 'Name of a mail, as in app/mails/previews.ts', required: false })
  declare mail?: string

  @flags.string({ description: 'Locale of the mail, such as es' })
  declare language?: string

  @flags.boolean({ description: 'Print the address as JSON. Errors are JSON too' })
  declare json?: boolean

  async run() {
    if (this.app.inProduction) throw new CommandRefused('Production has no previews of mails')
    const url = await this.#address()
    this.tell(url, { url })
  }

  async #address() {
    const all = `${this.app.config.get('app.appUrl')}/dev/mails`
    if (!this.mail) return all

    const { mailPreviewSource } = await import('#local_services/mailbox/mail_previews')
    const { names } = await mailPreviewSource()
    if (!names.includes(this.mail)) {
      throw new CommandRefused(`There is no mail "${this.mail}". Give one of ${names.join(', ')}`)
    }
    return `${all}/${this.mail}${this.language ? `?language=${this.language}` : ''}`
  }
}
