import { args, flags } from '@adonisjs/core/ace'
import { UserCommand } from '#services/user_command'

export default class UserPassword extends UserCommand {
  static commandName = 'user:password'
  static description = 'Set the password of an account, and log it out everywhere'
  static help = [
    'Asks for the password. Without a terminal, give it on the standard input:',
    '```',
    '{{ binaryName }} user:password ada@example.com < password.txt',
    '```',
    'The password follows the rules of the sign-up form. The owner gets a mail.',
    '',
    'Exits 1 if no account has the address, or if the password is refused.',
  ]

  @args.string({ description: 'E-mail address of the account', required: false })
  declare email?: string

  @flags.boolean({ description: 'Print the account as JSON. Errors are JSON too' })
  declare json?: boolean

  async run() {
    const user = await this.findUser(this.email)
    const { updatePasswordResetValidator } = await import('#validators/auth')
    const { default: UserAdministration } = await import('#services/user_administration')
    const values = { password: await this.askPassword() }
    const { password } = await this.check((messagesProvider) =>
      updatePasswordResetValidator.tryValidate(values, { meta: { user }, messagesProvider })
    )

    await UserAdministration.setPassword(user, password)
    const { id, email } = user
    this.tell(`${email} has a new password and is logged out everywhere`, { id, email })
  }
}
