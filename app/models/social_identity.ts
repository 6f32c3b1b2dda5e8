import db from '@adonisjs/lucid/services/db'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { socialProviders, type ProviderName } from '#config/social_log_in'
import { SocialIdentitySchema } from '#database/schema'
import queue from '#queue/main'
import SendSocialIdentityMail, { type IdentityNews } from '#jobs/send_social_identity_mail'
import type { EventOrigin } from '#models/account_event'
import User from '#models/user'
import { actOf } from '#services/act'

/** An account at a provider. Issuer and subject name it; the address only shows people which one it is. */
export interface NewIdentity {
  provider: ProviderName
  issuer: string
  subject: string
  email: string | null
}

export type Linking = 'linked' | 'known' | 'taken'

/**
 * An account at a provider that logs in to an account here.
 */
export default class SocialIdentity extends SocialIdentitySchema {
  declare provider: ProviderName

  @belongsTo(() => User)
  declare user: BelongsTo<typeof User>

  static findOwn({ provider, issuer, subject }: NewIdentity) {
    return this.query().where({ provider, issuer, subject }).preload('user').first()
  }

  static of(user: User) {
    return this.query().where('user_id', user.id).orderBy('id')
  }

  /** The providers that are on and that log in to this account. */
  static async providersOf(user: User) {
    const identities = await this.of(user)
    return [...new Set(identities.filter(isUsable).map(({ provider }) => provider))]
  }

  /** @returns `known` if the account has it already, `taken` if another account has it */
  static async link(user: User, identity: NewIdentity, origin: EventOrigin): Promise<Linking> {
    return db.transaction(async (trx) => {
      const locked = await User.lock(user.id, trx)
      if (!(await this.insert(locked, identity))) {
        const owner = await this.findOwn(identity)
        return owner?.userId === user.id ? 'known' : 'taken'
      }

      await locked.recordEvent('identity_linked', origin)
      await this.#tell(locked, { change: 'linked', provider: identity.provider }, origin)
      return 'linked'
    })
  }

  /**
   * Adds it in the transaction of the account.
   * @returns false if an account has it already
   */
  static async insert({ id: userId, $trx }: User, identity: NewIdentity) {
    const { provider, issuer, subject, email } = identity
    const row = { user_id: userId, provider, issuer, subject, email, created_at: new Date() }
    const rows = await $trx!
      .insertQuery()
      .table(this.table)
      .insert(row)
      .knexQuery.onConflict(['provider', 'issuer', 'subject'])
      .ignore()
      .returning('id')
    return rows.length === 1
  }

  /**
   * Removes it, unless no other way into the account would be left.
   * @returns whether it was removed, or was gone already
   */
  async unlink(this: SocialIdentity, origin: EventOrigin) {
    return db.transaction(async (trx) => {
      const user = await User.lock(this.userId, trx)
      const removed = await trx.from('social_identities').where('id', this.id).delete()
      if (Number(removed) === 0) return true
      if (!(await SocialIdentity.hasWayIn(user, trx))) {
        await trx.rollback()
        return false
      }

      await user.recordEvent('identity_unlinked', origin)
      await SocialIdentity.#tell(user, { change: 'unlinked', provider: this.provider }, origin)
      return true
    })
  }

  /** Notes that it was used to log in, or to confirm who the person is. */
  async use(this: SocialIdentity, origin: EventOrigin) {
    await db
      .from('social_identities')
      .where('id', this.id)
      .update({ last_used_at: db.raw('now()') })
    await this.user.recordEvent('identity_used', origin)
  }

  /**
   * Whether the account can be entered: by its password, a passkey, or a provider that is on. A mail that sets a new
   * password is the way back of somebody who has lost them, so it does not count.
   */
  static async hasWayIn(user: User, client?: TransactionClientContract) {
    if (user.hasPassword) return true
    const passkey = await (client ?? db).from('passkeys').where('user_id', user.id).first()
    if (passkey) return true
    const identities = await this.query({ client }).where('user_id', user.id)
    return identities.some(isUsable)
  }

  static async #tell({ id: userId, $trx }: User, news: IdentityNews, origin: EventOrigin) {
    const mail = { userId, ...news, ...actOf(origin) }
    await queue.dispatch(SendSocialIdentityMail, mail, { trx: $trx! })
  }
}

/** A provider that is off lets nobody in. */
function isUsable({ provider }: SocialIdentity) {
  return socialProviders[provider] !== undefined
}
