import { args, flags } from '@adonisjs/core/ace'
import { UserCommand } from '#services/user_command'

export default class UserDemote extends UserCommand {
  static commandName = 'user:demote'
  static description = 'Remove an account from the administrators, or from another group'
  static help = [
    'The permissions of the group end at once. The account stays, with its sessions.',
    '```',
    '{{ binaryName }} user:demote ada@example.com',
    '{{ binaryName }} user:demote ada@example.com --group=Support',
    '```',
    'Does nothing to an account that is no member.',
    '',
    'Exits 1 if no account has the address, if there is no such group, or if the',
    'account is the last administrator who can log in.',
  ]

  @args.string({ description: 'E-mail address of the account', required: false })
  declare email?: string

  @flags.string({ description: 'Name of the group. By default the administrators' })
  declare group?: string

  @flags.boolean({ description: 'Print the account as JSON. Errors are JSON too' })
  declare json?: boolean

  async run() {
    const user = await this.findUser(this.email)
    const group = await this.findGroup(this.group)
    await group.remove(user, { ipAddress: null, userAgent: null })
    const { id, email } = user
    this.tell(`${email} is no member of ${group.name}`, { id, email, group: group.name })
  }
}
