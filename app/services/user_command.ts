import type { ValidationError } from '@vinejs/vine'
import type { MessagesProviderContact } from '@vinejs/vine/types'
import { AskingCommand, CommandRefused } from '#console/asking_command'
import { emailText } from '#http/input/text'

type Checked<Output> = Promise<readonly [ValidationError, null] | readonly [null, Output]>

/**
 * Base class of the `user:*` commands. They import models when they run, because `node ace` loads every command.
 */
export abstract class UserCommand extends AskingCommand {
  /** @throws CommandRefused */
  protected async findUser(given: string | undefined) {
    const email = emailText(await this.ask('<email>', given, 'E-mail address'))
    const { default: User } = await import('#models/user')
    const user = await User.findBy('email', email)
    if (!user) throw new CommandRefused(`No account has the address ${email}`)
    return user
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
