import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { LogInCodeSchema } from '#database/schema'
import { createMailedCode, hashOfMailedCode, isMailedCode } from '#http/account/mailed_codes'
import queue from '#queue/main'
import SendLogInCode from '#jobs/send_log_in_code'
import AccountEvent, { type EventOrigin } from '#models/account_event'
import User from '#models/user'

const LIFETIME = { minutes: 10 }
const TRIES = 5

/** The code that a browser has asked for. */
export interface AskedCode {
  id: string
  email: string
}

/**
 * A code of six digits in a mail, which logs in without a password. Only the session of the browser that asked for it
 * knows its id. The table has a hash that is bound to the id and to the state of the account, and nothing about who asked.
 */
export default class LogInCode extends LogInCodeSchema {
  static selfAssignPrimaryKey = true

  /**
   * Does the same work for every address: the job decides whether it gets a code.
   * @param former the code that this browser asked for before, which ends
   */
  static async ask(email: string, former?: AskedCode): Promise<AskedCode> {
    const id = crypto.randomUUID()
    const row = { id, triesLeft: TRIES, expiresAt: DateTime.now().plus(LIFETIME) }

    return db.transaction(async (trx) => {
      await this.query({ client: trx })
        .where('id', former?.id ?? id)
        .delete()
      await this.create(row, { client: trx })
      await queue.dispatch(SendLogInCode, { codeId: id, email }, { trx })
      return { id, email }
    })
  }

  /**
   * Creates the code, in the place of the one that a former run of the job has sent. Its ten minutes begin now.
   * @returns null if the browser has asked for another code since, or has waited for too long
   */
  static async issue(id: string, user: User) {
    const code = createMailedCode()
    const [issued] = await this.query()
      .where({ id })
      .where('expires_at', '>', db.raw('now()'))
      .update({
        code_hash: hashOfMailedCode(code, bindingOf(id, user)),
        expires_at: DateTime.now().plus(LIFETIME).toJSDate(),
      })
    return issued ? code : null
  }

  /**
   * Uses up one of the tries of a code, and with the right digits the code itself, even if they arrive several times at
   * the same moment. Does the same work for every address.
   * @returns the account, or `wrong`, or `dead` if no try is left or the code has expired
   */
  static async redeem({ id, email }: AskedCode, typed: string, origin: EventOrigin) {
    const user = await User.findConfirmed(email)

    return db.transaction(async (trx) => {
      const code = await this.#takeTry(id, trx)
      const isRight = isMailedCode(typed, bindingOf(id, user), code?.code_hash ?? null)
      if (code && isRight && user && !user.isDisabled) {
        await this.query({ client: trx }).where({ id }).delete()
        await user.useTransaction(trx).recordEvent('log_in_code_used', origin)
        return user
      }
      if (code) await AccountEvent.recordFor(email, 'log_in_code_failed', origin, trx)
      return code?.tries_left ? ('wrong' as const) : ('dead' as const)
    })
  }

  /** The row stays locked until the transaction ends, so simultaneous tries come one after the other. */
  static async #takeTry(id: string, trx: TransactionClientContract) {
    const { rows } = await trx.rawQuery(
      `UPDATE log_in_codes SET tries_left = tries_left - 1
       WHERE id = ? AND tries_left > 0 AND expires_at > now()
       RETURNING code_hash, tries_left`,
      [id]
    )
    return rows[0] as { code_hash: string | null; tries_left: number } | undefined
  }
}

/** A new password, address or the end of all sessions ends the code. */
function bindingOf(id: string, user: User | null) {
  return [id, user?.id, user?.email, user?.sessionGeneration ?? null]
}
