import db from '@adonisjs/lucid/services/db'
import { AuthenticatorSchema } from '#database/schema'
import { encrypted, readableOrNull } from '#keys/main'
import { stepOfCode } from '#http/account/one_time_codes'
import type { EventOrigin } from '#models/account_event'
import SecondFactor from '#models/second_factor'
import User from '#models/user'

/**
 * The authenticator app of an account. Its key is encrypted with the app's key.
 */
export default class Authenticator extends AuthenticatorSchema {
  static selfAssignPrimaryKey = true

  /** A key that was copied to the row of another account cannot be decrypted. */
  @encrypted({ purpose: 'authenticator', boundTo: 'userId' })
  declare key: string

  /**
   * Adds the app once its owner has shown a code of it; it takes the place of a former app.
   * @returns the account's first recovery codes, or null if it already has codes
   */
  static async add(user: User, { key, step }: { key: string; step: number }, origin: EventOrigin) {
    return db.transaction(async (trx) => {
      const locked = await User.lock(user.id, trx)
      await trx.from('authenticators').where('user_id', user.id).delete()
      const row = { userId: user.id, key, lastStep: step }
      await this.create(row, { client: trx })
      await locked.recordEvent('second_factor_enabled', origin)
      return SecondFactor.added(locked, { change: 'authenticator_added' }, origin)
    })
  }

  /** @returns whether there was one */
  static async remove(user: User, origin: EventOrigin) {
    return db.transaction(async (trx) => {
      const locked = await User.lock(user.id, trx)
      const removed = await trx.from('authenticators').where('user_id', user.id).delete()
      if (Number(removed) === 0) return false

      await locked.recordEvent('second_factor_disabled', origin)
      await SecondFactor.removed(locked, { change: 'authenticator_removed' }, origin)
      return true
    })
  }

  /**
   * Uses a code of the account's app up. The code, and every earlier one, is refused after that, even if it arrives
   * several times at the same moment. A refusal is recorded.
   */
  static async spend(user: User, code: string, origin: EventOrigin) {
    return db.transaction(async (trx) => {
      const locked = await User.lock(user.id, trx)
      const authenticator = await this.find(user.id, { client: trx })
      const key = authenticator && readableOrNull(authenticator, 'key')
      const step = key ? stepOfCode(code, key) : null
      const isNew = Boolean(step && step > Number(authenticator!.lastStep))
      if (isNew) await authenticator!.merge({ lastStep: step! }).save()
      else await locked.recordEvent('second_factor_failed', origin)
      return isNew
    })
  }
}
