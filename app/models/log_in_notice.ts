import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { LogInNoticeSchema } from '#database/schema'
import { createLinkToken, hashOfLinkToken } from '#http/account/link_token'
import queue from '#queue/main'
import SendPasswordReset from '#jobs/send_password_reset'
import AccessToken from '#models/access_token'
import type { EventOrigin } from '#models/account_event'
import SecondFactor from '#models/second_factor'
import User from '#models/user'

const LIFETIME = { days: 7 }

/**
 * The mail about a log-in with a new device. Its link reports the log-in: "This was not me". The mail has the token, the
 * table only its hash. The id is that of the job that sends the mail, so a second run of the job replaces the link.
 */
export default class LogInNotice extends LogInNoticeSchema {
  static selfAssignPrimaryKey = true

  @belongsTo(() => User)
  declare user: BelongsTo<typeof User>

  /** @param createdAt the time of the log-in: its mail may be sent much later */
  static async issue(user: User, jobId: string, createdAt: DateTime = DateTime.now()) {
    const { token, hash } = createLinkToken()
    const expiresAt = DateTime.now().plus(LIFETIME)
    const notice = { userId: user.id, tokenHash: hash, expiresAt, createdAt }
    await this.updateOrCreate({ id: jobId }, notice)
    return { token, expiresAt }
  }

  static findPending(token: string) {
    return this.query()
      .where('expires_at', '>', db.raw('now()'))
      .where('token_hash', hashOfLinkToken(token))
      .preload('user')
      .first()
  }

  /**
   * Takes the account from the person who logged in: ends all sessions, the access tokens, the password, a change of the
   * address that waits and the second factors that were added since, and sends a link to set a new password. All notices
   * of the account are used up, also if several are used at the same moment.
   * @returns the account, or null for a link that is used, expired or unknown
   */
  static async report(token: string, origin: EventOrigin) {
    const notice = await this.findPending(token)
    if (!notice) return null

    return db.transaction(async (trx) => {
      const user = await User.lock(notice.userId, trx)
      const spent = await trx.from(this.table).where('user_id', user.id).delete(['id'])
      if (!spent.some(({ id }) => id === notice.id)) return null

      await user.disablePassword()
      await AccessToken.revokeAll(user, origin)
      await user.recordEvent('log_in_reported', origin)
      await SecondFactor.removeSince(user, notice.createdAt, origin)
      await queue.dispatch(SendPasswordReset, { email: user.email }, { trx })
      return user
    })
  }
}
