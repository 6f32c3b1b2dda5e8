import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import SecondFactorChanged, { type FactorChange } from '#notifications/second_factor_changed'
import { actOf } from '#services/act'
import { notify } from '#services/notify'
import type { EventOrigin } from '#models/account_event'
import RecoveryCode from '#models/recovery_code'
import User from '#models/user'

interface Summary {
  hasAuthenticator: boolean
  passkeys: number
  codesLeft: number
}

/** The tables of factors, with the event of a removal. */
const FACTOR_TABLES = [
  ['authenticators', 'second_factor_disabled'],
  ['passkeys', 'passkey_removed'],
  ['recovery_codes', null],
] as const

/**
 * All that an account has beside its password: an authenticator app, passkeys and recovery codes. With an app or a
 * passkey, the account is asked for it at log-in (`user.hasSecondFactor`).
 */
export default class SecondFactor {
  static async summaryOf(user: User) {
    const { rows } = await db.rawQuery(
      `SELECT
         EXISTS (SELECT FROM authenticators WHERE user_id = :id) AS "hasAuthenticator",
         (SELECT count(*)::int FROM passkeys WHERE user_id = :id) AS passkeys,
         (SELECT count(*)::int FROM recovery_codes WHERE user_id = :id AND used_at IS NULL)
           AS "codesLeft"`,
      { id: user.id }
    )
    const [summary] = rows as Summary[]
    const hasFewCodes = user.hasSecondFactor && RecoveryCode.isFew(summary.codesLeft)
    return { ...summary, isOn: user.hasSecondFactor, hasFewCodes }
  }

  /** Asks the database only for accounts with a second factor. */
  static async hasFewCodes(user: User) {
    if (!user.hasSecondFactor) return false
    const { hasFewCodes } = await this.summaryOf(user)
    return hasFewCodes
  }

  /**
   * Call it in the transaction that has added a factor.
   * @returns the account's first recovery codes, or null if it already had a factor
   */
  static async added(user: User, change: FactorChange, origin: EventOrigin) {
    const codes = user.hasSecondFactor ? null : await RecoveryCode.replaceAll(user, origin)
    await user.merge({ secondFactorAt: user.secondFactorAt ?? DateTime.now() }).save()
    await notify(user, new SecondFactorChanged({ ...change, ...actOf(origin) }))
    return codes
  }

  /** Call it in the transaction that has removed a factor. Without a factor, recovery codes are worth nothing. */
  static async removed(user: User, change: FactorChange, origin: EventOrigin) {
    await this.#turnOffIfEmpty(user)
    await notify(user, new SecondFactorChanged({ ...change, ...actOf(origin) }))
  }

  /**
   * Removes the factors of a person who should not have been logged in. Factors that are older stay, because the owner
   * needs them to log in. Call it in a transaction that has locked the user.
   */
  static async removeSince(user: User, since: DateTime, origin: EventOrigin) {
    for (const [table, kind] of FACTOR_TABLES) {
      const added = user.$trx!.from(table).where('user_id', user.id)
      const removed = await added.where('created_at', '>=', since.toJSDate()).delete()
      if (kind && Number(removed) > 0) await user.recordEvent(kind, origin)
    }
    if (user.hasSecondFactor) await this.#turnOffIfEmpty(user)
  }

  /** Removes all factors and ends all sessions: the way back for an owner who has lost them. */
  static async reset({ id }: User) {
    return db.transaction(async (trx) => {
      const user = await User.lock(id, trx)
      if (!user.hasSecondFactor) return false

      for (const table of ['authenticators', 'passkeys']) {
        await trx.from(table).where('user_id', id).delete()
      }
      const origin = { ipAddress: null, userAgent: null }
      await user.logOutEverywhere('second_factor_reset', origin)
      await this.removed(user, { change: 'reset' }, origin)
      return true
    })
  }

  static async #turnOffIfEmpty(user: User) {
    if (await this.#hasAny(user)) return
    await RecoveryCode.deleteAll(user)
    await user.merge({ secondFactorAt: null }).save()
  }

  static async #hasAny({ id, $trx }: User) {
    const { rows } = await $trx!.rawQuery(
      `SELECT FROM authenticators WHERE user_id = :id
       UNION ALL SELECT FROM passkeys WHERE user_id = :id`,
      { id }
    )
    return rows.length > 0
  }
}
