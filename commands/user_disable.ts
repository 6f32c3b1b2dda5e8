import { args, flags } from '@adonisjs/core/ace'
import { UserCommand } from '#services/user_command'

export default class UserDisable extends UserCommand {
  static commandName = 'user:disable'
  static description = 'Disable an account until user:enable, and log it out everywhere'
  static help = [
    'Nobody can log in to a disabled account, and it gets no links to reset its',
    'password. A log-in is answered as if the password was wrong. Nothing is deleted.',
    '```',
    '{{ binaryName }} user:disable ada@example.com',
    '```',
    'Does nothing to an account that is disabled.',
    '',
    'Exits 1 if no account has the address.',
  ]

  @args.string({ description: 'E-mail address of the account', required: false })
  declare email?: string

  @flags.boolean({ description: 'Print the account as JSON. Errors are JSON too' })
  declare json?: boolean

  async run() {
    const { default: UserAdministration } = await import('#services/user_administration')
    const user = await UserAdministration.disable(await this.findUser(this.email))
    const { id, email, disabledAt } = user
    this.tell(`${email} is disabled`, { id, email, disabledAt })
  }
}
