import { text } from 'node:stream/consumers'
import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { letPromptsBeCancelled } from '#console/cancelled_prompts'
import { tellError, tellUnexpected } from '#console/command_error'
import { databaseFailureText } from '#postgres/database_failure'

letPromptsBeCancelled()

/** @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
const UNDEFINED_TABLE = '42P01'

/** An expected error, which needs no stack. */
export class CommandRefused extends Error {}

/** For the `validate` of a question: true, or the message of the error. */
export function messageOf(check: () => unknown) {
  try {
    check()
    return true
  } catch (error) {
    return (error as Error).message
  }
}

/**
 * A command that asks for missing arguments on a terminal. Without a terminal, such as in a script, its error names
 * them. It prints an expected error without a stack and exits with code 1.
 */
export abstract class AskingCommand extends BaseCommand {
  static options: CommandOptions = { startApp: true }

  declare json?: boolean

  async completed() {
    if (!this.error) return false
    this.exitCode = 1
    if (this.error.code === 'E_PROMPT_CANCELLED') {
      tellError(this, 'Cancelled. Nothing has changed')
      return true
    }
    if (this.error.code === UNDEFINED_TABLE) {
      tellError(this, 'The database is missing tables. Run node ace migration:run')
      return true
    }
    const message =
      this.error instanceof CommandRefused ? this.error.message : databaseFailureText(this.error)
    if (message === undefined) return tellUnexpected(this)
    tellError(this, message)
    return true
  }

  /** @throws CommandRefused */
  protected async ask(
    argument: string,
    given: string | undefined,
    question: string,
    validate?: (answer: string) => true | string
  ) {
    const answer = given ?? (this.hasTerminal ? await this.prompt.ask(question, { validate }) : '')
    if (answer) return answer
    throw new CommandRefused(`Missing ${argument}. ${this.#command} --help shows how to give it`)
  }

  /**
   * Asks twice on a terminal, and reads the standard input without one. As an argument, the secret would be visible to
   * everybody on the machine, in the list of processes.
   * @throws CommandRefused
   */
  protected async askSecret(question: string, questionAgain: string) {
    if (!this.hasTerminal) return this.#readSecret()

    const secret = await this.prompt.secure(question)
    if (secret === (await this.prompt.secure(questionAgain))) return secret
    throw new CommandRefused('The two entries do not match. Nothing has changed')
  }

  /** Prints the result as JSON for a program, else as a sentence. */
  protected tell(sentence: string, result: unknown) {
    if (this.json) this.logger.log(JSON.stringify(result, null, 2))
    else this.logger.success(sentence)
  }

  /** The line break at the end belongs to the file, not to the secret. */
  async #readSecret() {
    const input = process.stdin.isTTY ? '' : await text(process.stdin)
    const secret = input.replace(/\r?\n$/, '')
    if (/[\r\n]/.test(secret)) {
      throw new CommandRefused('The standard input has more than one line. Write only the password')
    }
    if (secret) return secret
    throw new CommandRefused(`Missing password. Write it to the standard input of ${this.#command}`)
  }

  protected get hasTerminal() {
    return Boolean(process.stdin.isTTY && process.stdout.isTTY)
  }

  get #command() {
    return (this.constructor as typeof BaseCommand).commandName
  }
}
