import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { EventOrigin } from '#models/account_event'
import User from '#models/user'
import settings from '#settings'

/** @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
const UNIQUE_VIOLATION = '23505'

/** The address of an account: whose it is, its confirmation, and its move to another one. */
export default class AccountEmail {
  /**
   * Finds the account that a mail to the address reaches, also one whose address is not confirmed yet. An account that
   * an older release left unconfirmed has a confirmation key, and its sign-up still waits.
   */
  static findReachable(email: string) {
    const query = User.query().where({ email })
    if (settings.get('registration.verification') !== 'optional') {
      query.where((one) => one.whereNotNull('email_confirmed_at').orWhereNull('confirmation_key'))
    }
    return query.first()
  }

  /** Call it in a transaction, for an account that is not confirmed yet. */
  static async prove(user: User, origin: EventOrigin) {
    await user.merge({ emailConfirmedAt: DateTime.now(), confirmationKey: null }).save()
    await user.recordEvent('confirmed', origin)
  }

  /**
   * Moves the account to another address. Links in the former mailbox end, and so do sign-ups that wait with the new
   * address. Call it in a transaction.
   * @returns null if another account has the address
   */
  static async move(user: User, email: string) {
    const client = user.$trx!
    const rival = await User.query({ client }).where({ email }).whereNot('id', user.id).first()
    if (rival && (rival.isConfirmed || !rival.confirmationKey)) return null

    await rival?.delete()
    await client.from('registrations').where({ email }).delete()
    await client.from('password_resets').where('user_id', user.id).delete()
    await client.from('log_in_notices').where('user_id', user.id).delete()
    const emailConfirmedAt = user.emailConfirmedAt ?? DateTime.now()
    return user.merge({ email, emailConfirmedAt }).save()
  }

  /**
   * Runs a transaction that moves an account. Another account can take the address at the same moment.
   * @returns null if it does
   */
  static async unlessTaken<Result>(write: (trx: TransactionClientContract) => Promise<Result>) {
    try {
      return await db.transaction(write)
    } catch (error) {
      if ((error as { code?: string }).code === UNIQUE_VIOLATION) return null
      throw error
    }
  }
}
