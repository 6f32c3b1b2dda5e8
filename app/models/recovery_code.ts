import { DateTime } from 'luxon'
import { safeEqual } from '@adonisjs/core/helpers'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { RecoveryCodeSchema } from '#database/schema'
import { encrypted, keyedHash, readableOrNull } from '#keys/main'
import {
  createRecoveryCodes,
  digestOfRecoveryCode,
  hashesOfRecoveryCode,
} from '#http/account/recovery_codes'
import FewRecoveryCodes from '#notifications/few_recovery_codes'
import SecondFactorChanged from '#notifications/second_factor_changed'
import { actOf } from '#services/act'
import { notify } from '#services/notify'
import type { EventOrigin } from '#models/account_event'
import User from '#models/user'

/** The owner is warned when so many codes are left. */
const FEW = 3

/**
 * A code that replaces a lost second factor once. The table has only its hash.
 */
export default class RecoveryCode extends RecoveryCodeSchema {
  @encrypted({ purpose: 'recovery-code', boundTo: 'userId' })
  declare digest: string | null

  /** Of codes of older releases that are not used up. */
  @keyedHash()
  declare codeHash: string | null

  static async countLeft(userId: number, client?: TransactionClientContract) {
    const [{ total }] = await (client ?? db)
      .from('recovery_codes')
      .where('user_id', userId)
      .whereNull('used_at')
      .count('* as total')
    return Number(total)
  }

  static isFew(left: number) {
    return left <= FEW
  }

  /** Creates new codes; the former ones are worth nothing from now on. */
  static async renew(user: User, origin: EventOrigin) {
    return db.transaction(async (trx) => {
      const locked = await User.lock(user.id, trx)
      const codes = await this.replaceAll(locked, origin)
      await notify(locked, new SecondFactorChanged({ change: 'codes_made', ...actOf(origin) }))
      return codes
    })
  }

  /**
   * Call it in a transaction that has locked the user.
   * @returns the codes, which can never be read again
   */
  static async replaceAll(user: User, origin: EventOrigin) {
    const codes = createRecoveryCodes()
    await this.deleteAll(user)
    await this.createMany(
      codes.map((code) => ({ userId: user.id, digest: digestOfRecoveryCode(code) })),
      { client: user.$trx }
    )
    await user.recordEvent('recovery_codes_made', origin)
    return codes
  }

  static async deleteAll(user: User) {
    await user.$trx!.from('recovery_codes').where('user_id', user.id).delete()
  }

  /** Uses a code up, only once even if it arrives several times at the same moment. A refusal is recorded. */
  static async spend(user: User, code: string, origin: EventOrigin) {
    return db.transaction(async (trx) => {
      const locked = await User.lock(user.id, trx)
      const left = await this.query({ client: trx }).where('user_id', user.id).whereNull('used_at')
      const spent = left.find(isCode(code))
      if (!spent) {
        await locked.recordEvent('second_factor_failed', origin)
        return false
      }

      await spent.merge({ usedAt: DateTime.now(), codeHash: null }).save()
      await locked.recordEvent('recovery_code_used', origin)
      await this.#warn(locked, origin)
      return true
    })
  }

  static async #warn(user: User, origin: EventOrigin) {
    const left = await this.countLeft(user.id, user.$trx!)
    if (this.isFew(left)) await notify(user, new FewRecoveryCodes({ left, ...actOf(origin) }))
  }
}

function isCode(typed: string) {
  const [digest, hashes] = [digestOfRecoveryCode(typed), hashesOfRecoveryCode(typed)]
  return (code: RecoveryCode) =>
    code.codeHash
      ? hashes.some((hash) => safeEqual(hash, code.codeHash!))
      : safeEqual(digest, readableOrNull(code, 'digest') ?? '')
}
