import db from '@adonisjs/lucid/services/db'
import { scope } from '@adonisjs/lucid/orm'
import apiConfig from '#config/api'
import { AccessTokenSchema } from '#database/schema'
import type { EventOrigin } from '#models/account_event'
import User from '#models/user'
import AccessTokenMade from '#notifications/access_token_made'
import { actOf } from '#services/act'
import { notify } from '#services/notify'

type Ability = (typeof apiConfig.abilities)[number]

interface NewToken {
  name: string
  abilities: Ability[]
  lifetime: (typeof apiConfig.lifetimes)[number]
}

/**
 * A key with which a program acts for its owner, as far as its abilities go. The table has only its hash. See
 * docs/api.md.
 */
export default class AccessToken extends AccessTokenSchema {
  /** Newest first. */
  static of = scope((query, user: User) => {
    query.where('tokenable_id', user.id).orderBy('id', 'desc')
  })

  get abilityList() {
    return JSON.parse(this.abilities) as Ability[]
  }

  get isExpired() {
    return this.expiresAt !== null && this.expiresAt.toMillis() < Date.now()
  }

  /** @returns the token, which can never be read again, or null if the account has too many */
  static async make(user: User, { name, abilities, lifetime }: NewToken, origin: EventOrigin) {
    return db.transaction(async (trx) => {
      const owner = await User.lock(user.id, trx)
      const others = await this.query({ client: trx }).withScopes((scopes) => scopes.of(owner))
      if (others.length >= apiConfig.mostTokens) return null

      const expiresIn = lifetime === 'never' ? undefined : `${lifetime} days`
      const tokens = User.accessTokens.within(trx)
      const token = await tokens.create(owner, abilities, { name, expiresIn })
      await owner.recordEvent('access_token_made', origin)
      await notify(owner, new AccessTokenMade({ ...actOf(origin), name }))
      return token.value!.release()
    })
  }

  async revoke(this: AccessToken, user: User, origin: EventOrigin) {
    await db.transaction(async (trx) => {
      await this.useTransaction(trx).delete()
      await user.useTransaction(trx).recordEvent('access_token_revoked', origin)
    })
  }

  /** For an account that somebody else may have used. Call it in a transaction. */
  static async revokeAll(user: User, origin: EventOrigin) {
    const revoked = await User.accessTokens.within(user.$trx!).deleteAll(user)
    if (Number(revoked) > 0) await user.recordEvent('access_tokens_revoked', origin)
  }
}
