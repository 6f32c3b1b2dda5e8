import { args, flags } from '@adonisjs/core/ace'
import { UserCommand } from '#services/user_command'

export default class UserResetSecondFactor extends UserCommand {
  static commandName = 'user:reset-second-factor'
  static description = 'Remove the second factor of an account whose owner has lost it'
  static help = [
    'Removes the authenticator app, the passkeys and the recovery codes, ends all',
    'sessions, and tells the owner by mail. The password stays. First make sure, in',
    'another way than by e-mail, that the owner asks for it.',
    '```',
    '{{ binaryName }} user:reset-second-factor ada@example.com',
    '```',
    'Does nothing to an account without a second factor.',
    '',
    'Exits 1 if no account has the address.',
  ]

  @args.string({ description: 'E-mail address of the account', required: false })
  declare email?: string

  @flags.boolean({ description: 'Print the result as JSON. Errors are JSON too' })
  declare json?: boolean

  async run() {
    const { default: SecondFactor } = await import('#models/second_factor')
    const user = await this.findUser(this.email)
    const wasReset = await SecondFactor.reset(user)
    const { id, email } = user
    const text = wasReset
      ? `The second factor of ${email} is reset`
      : `${email} has no second factor`
    this.tell(text, { id, email, wasReset })
  }
}
