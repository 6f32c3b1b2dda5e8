import type { ValidationError } from '@vinejs/vine'
import type { MessagesProviderContact } from '@vinejs/vine/types'
import { AskingCommand, CommandRefused } from '#console/asking_command'
import { tellError } from '#console/command_error'
import { emailText } from '#http/input/text'

type Checked<Output> = Promise<readonly [ValidationError, null] | readonly [null, Output]>

/**
 * Base class of the `user:*` commands. They import models when they run, because `node ace` loads every command.
 */
export abstract class UserCommand extends AskingCommand {
  async completed() {
    const { ActRefusedException } = await import('#exceptions/act_refused_exception')
    if (!(this.error instanceof ActRefusedException)) return super.completed()
    tellError(this, this.error.message)
    this.exitCode = 1
    return true
  }

  /** @throws CommandRefused */
  protected async findUser(given: string | undefined) {
    const email = emailText(await this.ask('<email>', given, 'E-mail address'))
    const { default: User } = await import('#models/user')
    const user = await User.findBy('email', email)
    if (!user) throw new CommandRefused(`No account has the address ${email}`)
    return user
  }

  /**
   * @param name by default the administrators
   * @throws CommandRefused which names the groups
   */
  protected async findGroup(name: string | undefined) {
    const { default: Group } = await import('#models/group')
    if (name === undefined) return Group.administrators()
    const groups = await Group.query().orderBy('name')
    const group = groups.find((one) => one.name.toLowerCase() === name.toLowerCase())
    if (group) return group
    const names = groups.map((one) => one.name).join(', ')
    throw new CommandRefused(`There is no group ${name}. There are: ${names}`)
  }

  protected askPassword() {
    return this.askSecret('Password', 'The password again')
  }

  /**
   * Checks values with the validator of a form, with the same messages.
   * @throws CommandRefused
   */
  protected async check<Output>(validate: (messages: MessagesProviderContact) => Checked<Output>) {
    const { default: i18nManager } = await import('@adonisjs/i18n/services/main')
    const [error, output] = await validate(i18nManager.locale('en').createMessagesProvider())
    if (!error) return output as NonNullable<Output>

    const mistakes: { message: string }[] = error.messages
    throw new CommandRefused(mistakes.map(({ message }) => message).join('\n'))
  }
}
