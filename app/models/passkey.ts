import { randomBytes } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import type { WebAuthnCredential } from '@simplewebauthn/server'
import { PasskeySchema } from '#database/schema'
import type { EventOrigin } from '#models/account_event'
import SecondFactor from '#models/second_factor'
import SocialIdentity from '#models/social_identity'
import User from '#models/user'

interface NewPasskey {
  name: string
  credential: WebAuthnCredential
  isSynced: boolean
}

/**
 * The public half of a key pair whose other half a device or a password manager of the account's owner has.
 */
export default class Passkey extends PasskeySchema {
  /** Devices know the account by a random id, which tells nothing about it. */
  static async handleOf(user: User) {
    const { rows } = await db.rawQuery(
      `UPDATE users SET passkey_user_id = coalesce(passkey_user_id, ?) WHERE id = ?
       RETURNING passkey_user_id AS handle`,
      [randomBytes(32).toString('base64url'), user.id]
    )
    return rows[0].handle as string
  }

  /** @returns the account's first recovery codes, or null if it already has codes */
  static async add(user: User, { name, credential, isSynced }: NewPasskey, origin: EventOrigin) {
    return db.transaction(async (trx) => {
      const locked = await User.lock(user.id, trx)
      const row = {
        userId: user.id,
        name,
        isSynced,
        credentialId: credential.id,
        publicKey: Buffer.from(credential.publicKey).toString('base64url'),
        counter: credential.counter,
        transports: credential.transports ?? [],
      }
      await this.create(row, { client: trx })
      await locked.recordEvent('passkey_added', origin)
      return SecondFactor.added(locked, { change: 'passkey_added', name }, origin)
    })
  }

  /** A no-op if it has this name already, or is gone. */
  async rename(this: Passkey, name: string, origin: EventOrigin) {
    await db.transaction(async (trx) => {
      const user = await User.lock(this.userId, trx)
      const row = trx.from('passkeys').where('id', this.id).whereNot({ name })
      if (Number(await row.update({ name })) > 0) await user.recordEvent('passkey_renamed', origin)
    })
  }

  /**
   * Removes it, unless no other way into the account would be left.
   * @returns whether it was removed, or was gone already
   */
  async remove(this: Passkey, origin: EventOrigin) {
    return db.transaction(async (trx) => {
      const user = await User.lock(this.userId, trx)
      const removed = await trx.from('passkeys').where('id', this.id).delete()
      if (Number(removed) === 0) return true
      if (!(await SocialIdentity.hasWayIn(user, trx))) {
        await trx.rollback()
        return false
      }

      await user.recordEvent('passkey_removed', origin)
      const change = { change: 'passkey_removed', name: this.name } as const
      await SecondFactor.removed(user, change, origin)
      return true
    })
  }

  /**
   * Notes a use. A counter that has not grown means that the key was copied, so the use is refused and recorded. Synced
   * passkeys do not count: their counter is always 0.
   */
  async use(this: Passkey, user: User, counter: number, origin: EventOrigin) {
    const used = await db
      .from('passkeys')
      .where('id', this.id)
      .where((query) => {
        query.where('counter', '<', counter).orWhere({ counter: 0 })
      })
      .update({ counter, last_used_at: db.raw('now()') })
    const isGood = Number(used) === 1
    await user.recordEvent(isGood ? 'passkey_used' : 'passkey_refused', origin)
    return isGood
  }
}
