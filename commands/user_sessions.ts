import { args, flags } from '@adonisjs/core/ace'
import { CommandRefused } from '#console/asking_command'
import { UserCommand } from '#services/user_command'
import type { AccountSession } from '#http/account/account_sessions'
import type User from '#models/user'

export default class UserSessions extends UserCommand {
  static commandName = 'user:sessions'
  static description = 'List the browsers in which an account is logged in, or log them out'
  static help = [
    'Lists the sessions, times in UTC. --end logs out one of them, by the id in the',
    'list, or all of them. Log-ins that "remember me" keeps end too.',
    '```',
    '{{ binaryName }} user:sessions ada@example.com',
    '{{ binaryName }} user:sessions ada@example.com --end=all',
    '```',
    'Exits 1 if no account has the address, or if the account has no such session.',
  ]

  @args.string({ description: 'E-mail address of the account', required: false })
  declare email?: string

  @flags.string({ description: 'Log out this session, or all' })
  declare end?: string

  @flags.boolean({
    description: 'Print the sessions, or which have ended, as JSON. Errors are JSON too',
  })
  declare json?: boolean

  async run() {
    const user = await this.findUser(this.email)
    if (this.end === undefined) await this.#list(user)
    else await this.#end(user, this.end)
  }

  async #list(user: User) {
    const { sessionsOf } = await import('#http/account/account_sessions')
    const sessions = await sessionsOf(user.id)
    if (this.json || sessions.length === 0) {
      this.tell(`${user.email} is logged in nowhere`, sessions.map(withoutCurrent))
      return
    }
    const table = this.ui.table()
    table.head(['Session', 'First seen', 'Last seen', 'Address', 'Remembered', 'Browser'])
    for (const session of sessions) {
      const { publicId, firstSeenAt, lastSeenAt, ipAddress, isRemembered, userAgent } = session
      const facts = [ipAddress ?? '-', isRemembered ? 'yes' : 'no', userAgent?.slice(0, 60) ?? '-']
      table.row([publicId, utcTime(firstSeenAt), utcTime(lastSeenAt), ...facts])
    }
    table.render()
  }

  async #end(user: User, target: string) {
    const { default: UserAdministration } = await import('#services/user_administration')
    if (target === 'all') await UserAdministration.endAllSessions(user)
    else if (!(await UserAdministration.endSession(user, target))) {
      throw new CommandRefused(`${user.email} has no session ${target}. user:sessions lists them`)
    }
    this.tell(
      `${user.email}: ${target === 'all' ? 'all sessions have' : 'the session has'} ended`,
      {
        ended: target,
      }
    )
  }
}

/** Here no session is the current one. */
function withoutCurrent({ isCurrent, ...session }: AccountSession) {
  return session
}

function utcTime(time: Date) {
  return time.toISOString().slice(0, 19).replace('T', ' ')
}
