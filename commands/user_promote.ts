import { args, flags } from '@adonisjs/core/ace'
import { CommandRefused } from '#console/asking_command'
import { UserCommand } from '#services/user_command'

export default class UserPromote extends UserCommand {
  static commandName = 'user:promote'
  static description = 'Make an account an administrator, or a member of another group'
  static help = [
    'Administrators have all permissions. The first one comes from here; the others',
    'can be chosen in the management area of the app, too.',
    '```',
    '{{ binaryName }} user:promote ada@example.com',
    '{{ binaryName }} user:promote ada@example.com --group=Support',
    '```',
    'Does nothing to an account that is a member already.',
    '',
    'Exits 1 if no account has the address, if nobody can log in to it, or if there',
    'is no such group.',
  ]

  @args.string({ description: 'E-mail address of the account', required: false })
  declare email?: string

  @flags.string({ description: 'Name of the group. By default the administrators' })
  declare group?: string

  @flags.boolean({ description: 'Print the account as JSON. Errors are JSON too' })
  declare json?: boolean

  async run() {
    const user = await this.findUser(this.email)
    if (!user.isConfirmed || user.isDisabled || user.isBeingDeleted) {
      throw new CommandRefused(`Nobody can log in to ${user.email}. Confirm or enable it first`)
    }
    const group = await this.findGroup(this.group)
    await group.add([user.id], { ipAddress: null, userAgent: null })
    const { id, email } = user
    this.tell(`${email} is a member of ${group.name}`, { id, email, group: group.name })
  }
}
