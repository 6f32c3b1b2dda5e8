import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import { errors } from '@adonisjs/auth'
import { unmatchableHash } from '#config/hash'
import queue from '#queue/main'
import RecordFailedLogIn from '#jobs/record_failed_log_in'
import type { EventOrigin } from '#models/account_event'
import User from '#models/user'

/** The log-in with an address and a password. */
export default class PasswordLogIn {
  /**
   * Finds the user with this address and password, if it can log in. Every
   * failure is the same error, so that nobody can find out which addresses have an account.
   * @throws E_INVALID_CREDENTIALS
   */
  static async authenticate(email: string, password: string, origin: EventOrigin) {
    const user = await User.findBy('email', email)
    const isRight = await hash.verify(user?.password ?? unmatchableHash, password)
    if (!user?.canLogIn || !isRight) {
      await this.#recordFailure(email, origin)
      throw new errors.E_INVALID_CREDENTIALS('Invalid user credentials')
    }
    if (hash.needsReHash(user.password!)) await this.#renewHash(user, password)
    return user
  }

  /** In a transaction, PostgreSQL keeps the job if the broker does not answer. */
  static async #recordFailure(email: string, origin: EventOrigin) {
    const job = { email, failedAt: new Date().toISOString(), ...origin }
    await db.transaction((trx) => queue.dispatch(RecordFailedLogIn, job, { trx }))
  }

  /**
   * The parameters of config/hash.ts have changed. A password that is set at the same moment stays, and because this
   * account is not read again, its log-in then ends with the former password.
   */
  static async #renewHash(user: User, password: string) {
    const renewed = await hash.make(password)
    const former = User.query().where({ id: user.id, password: user.password })
    const [updated] = await former.update({ password: renewed })
    if (updated) user.merge({ password: renewed }).$hydrateOriginals()
  }
}
