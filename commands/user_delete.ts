import { args, flags } from '@adonisjs/core/ace'
import { UserCommand } from '#services/user_command'

export default class UserDelete extends UserCommand {
  static commandName = 'user:delete'
  static description = 'Delete an account with all its data, after the days of grace'
  static help = [
    'Ends all sessions and sends the owner a mail with a link that undoes the deletion.',
    'The account and its data are erased after the days of grace of',
    'config/personal_data.ts, as if the owner had asked for it.',
    '```',
    '{{ binaryName }} user:delete ada@example.com',
    '```',
    'An account that is being deleted already keeps its day.',
    '',
    'Exits 1 if no account has the address.',
  ]

  @args.string({ description: 'E-mail address of the account', required: false })
  declare email?: string

  @flags.boolean({ description: 'Print the account as JSON. Errors are JSON too' })
  declare json?: boolean

  async run() {
    const { default: AccountDeletion } = await import('#models/account_deletion')
    const owner = await this.findUser(this.email)
    const origin = { ipAddress: null, userAgent: null }
    const { id, email, deletesAt } = await AccountDeletion.request(
      owner,
      'deletion_ordered',
      origin
    )
    this.tell(`${email} will be deleted on ${deletesAt!.toISODate()}`, { id, email, deletesAt })
  }
}
