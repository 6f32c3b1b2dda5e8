import { endAllSessions } from '#http/account/account_sessions'
import type User from '#models/user'

/** The tables with keys and links that let a person into an account. */
const WAYS_IN = [
  ...['authenticators', 'recovery_codes', 'passkeys', 'social_identities'],
  ...['password_resets', 'email_changes', 'log_in_notices'],
]

/** The ways into an account: its keys, mailed links, tokens and sessions. */
export default class WaysIn {
  /**
   * Removes all but the password, which the caller replaces. The person who signed up may not own the address, and loses
   * the account to its owner. Call it in a transaction.
   */
  static async removeAll(user: User) {
    await user
      .merge({
        passkeyUserId: null,
        secondFactorAt: null,
        sessionGeneration: crypto.randomUUID(),
      })
      .save()
    for (const table of WAYS_IN) await user.$trx!.from(table).where('user_id', user.id).delete()
    await user.$trx!.from('access_tokens').where('tokenable_id', user.id).delete()
    await endAllSessions(user.id, user.$trx!)
  }
}
