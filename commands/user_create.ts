import { args, flags } from '@adonisjs/core/ace'
import { CommandRefused } from '#console/asking_command'
import { UserCommand } from '#services/user_command'

export default class UserCreate extends UserCommand {
  static commandName = 'user:create'
  static description = 'Create an account with a confirmed e-mail address'
  static help = [
    'Asks for what is missing. Without a terminal, give the name as a flag and the',
    'password on the standard input:',
    '```',
    '{{ binaryName }} user:create ada@example.com --name="Ada Lovelace" < password.txt',
    '```',
    'The password follows the rules of the sign-up form.',
    '',
    'Exits 1 if a value is missing or refused, or if the address has an account.',
  ]

  @args.string({ description: 'E-mail address of the account', required: false })
  declare email?: string

  @flags.string({ flagName: 'name', description: 'Name of the person' })
  declare personName?: string

  @flags.boolean({ description: 'Print the account as JSON. Errors are JSON too' })
  declare json?: boolean

  async run() {
    const { createRegistrationValidator } = await import('#validators/auth')
    const values = {
      email: await this.ask('<email>', this.email, 'E-mail address'),
      name: await this.ask('--name', this.personName, 'Name'),
      password: await this.askPassword(),
    }
    const details = await this.check((messagesProvider) =>
      createRegistrationValidator.tryValidate(values, { messagesProvider })
    )

    const { default: UserAdministration } = await import('#services/user_administration')
    const user = await UserAdministration.create(details)
    if (!user) throw new CommandRefused(`${details.email} has an account already`)
    const { id, email, name } = user
    this.tell(`${email} has an account now`, { id, email, name })
  }
}
