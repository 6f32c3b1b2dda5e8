import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { belongsTo, scope } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { PasswordResetSchema } from '#database/schema'
import { createLinkToken, hashOfLinkToken } from '#http/account/link_token'
import AccessToken from '#models/access_token'
import AccountEmail from '#models/account_email'
import type { EventOrigin } from '#models/account_event'
import User from '#models/user'
import WaysIn from '#models/ways_in'

const LIFETIME = { minutes: 60 }

/** Links that an account can get during the lifetime of a link. */
const MOST_LINKS = 3

/**
 * A link that sets a new password once. The mail has the token, the table only its hash. The id is that of the job that
 * sends the mail, so a second run of the job replaces the link instead of adding one.
 */
export default class PasswordReset extends PasswordResetSchema {
  static selfAssignPrimaryKey = true

  @belongsTo(() => User)
  declare user: BelongsTo<typeof User>

  /** The link works: it is neither used nor expired. */
  static pending = scope((query) => {
    query.where('expires_at', '>', db.raw('now()'))
  })

  /**
   * @returns the token of a new link and when it expires, or null if the account has had its links for this hour, has
   * moved to another address meanwhile, or is disabled
   */
  static async issue(user: User, jobId: string) {
    const { token, hash } = createLinkToken()
    const expiresAt = DateTime.now().plus(LIFETIME)

    return db.transaction(async (trx) => {
      const { email, isDisabled } = await User.lock(user.id, trx)
      if (email !== user.email || isDisabled) return null

      const others = await this.query({ client: trx })
        .withScopes((scopes) => scopes.pending())
        .where('user_id', user.id)
        .whereNot('id', jobId)
      if (others.length >= MOST_LINKS) return null

      const link = { userId: user.id, tokenHash: hash, expiresAt }
      await this.updateOrCreate({ id: jobId }, link, { client: trx })
      return { token, expiresAt }
    })
  }

  /**
   * The seconds until the account can get another link, or 0.
   */
  static async secondsUntilNext(userId: number) {
    const last = await this.query()
      .withScopes((scopes) => scopes.pending())
      .where('user_id', userId)
      .orderBy('expires_at', 'desc')
      .offset(MOST_LINKS - 1)
      .first()
    return last ? Math.max(1, Math.ceil(last.expiresAt.diffNow('seconds').seconds)) : 0
  }

  static findPending(token: string) {
    return this.query()
      .withScopes((scopes) => scopes.pending())
      .where('token_hash', hashOfLinkToken(token))
      .preload('user')
      .first()
  }

  /**
   * Sets the password, only once even if several links of the account are used at the same moment, and invalidates all
   * of them.
   * @param hasAcceptedTerms whether the person has: those of an account whose address nobody has confirmed may be of
   * somebody else
   * @returns the account, or null for a link that is used, expired or unknown
   */
  static async complete(
    token: string,
    password: string,
    origin: EventOrigin,
    { hasAcceptedTerms = false } = {}
  ) {
    const reset = await this.findPending(token)
    if (!reset) return null

    return db.transaction(async (trx) => {
      const user = await User.lock(reset.userId, trx)
      const spent = await trx.from(this.table).where('user_id', user.id).delete(['id'])
      if (!spent.some(({ id }) => id === reset.id)) return null

      if (!user.isConfirmed) {
        await WaysIn.removeAll(user)
        await user.merge({ termsAcceptedAt: hasAcceptedTerms ? DateTime.now() : null }).save()
        await AccountEmail.prove(user, origin)
      }
      await user.changePassword(password, 'password_reset', origin)
      await AccessToken.revokeAll(user, origin)
      return user
    })
  }
}
