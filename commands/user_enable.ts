import { args, flags } from '@adonisjs/core/ace'
import { UserCommand } from '#services/user_command'

export default class UserEnable extends UserCommand {
  static commandName = 'user:enable'
  static description = 'Enable an account that user:disable has disabled'
  static help = [
    'Its owner can log in again with the same password.',
    '```',
    '{{ binaryName }} user:enable ada@example.com',
    '```',
    'Does nothing to an account that is not disabled.',
    '',
    'Exits 1 if no account has the address.',
  ]

  @args.string({ description: 'E-mail address of the account', required: false })
  declare email?: string

  @flags.boolean({ description: 'Print the account as JSON. Errors are JSON too' })
  declare json?: boolean

  async run() {
    const { default: UserAdministration } = await import('#services/user_administration')
    const user = await UserAdministration.enable(await this.findUser(this.email))
    const { id, email } = user
    this.tell(`${email} is enabled`, { id, email, disabledAt: null })
  }
}
