import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { RecoveryCodeSchema } from '#database/schema'
import {
  createRecoveryCodes,
  hashesOfRecoveryCode,
  hashOfRecoveryCode,
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
      codes.map((code) => ({ userId: user.id, codeHash: hashOfRecoveryCode(code) })),
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
      const spent = await trx
        .from('recovery_codes')
        .where('user_id', user.id)
        .whereIn('code_hash', hashesOfRecoveryCode(code))
        .whereNull('used_at')
        .update({ used_at: trx.raw('now()') })
      if (Number(spent) === 0) {
        await locked.recordEvent('second_factor_failed', origin)
        return false
      }

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
