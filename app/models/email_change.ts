import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { belongsTo, scope } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { EmailChangeSchema } from '#database/schema'
import { createLinkToken, hashOfLinkToken } from '#http/account/link_token'
import queue from '#queue/main'
import SendEmailChangeLink from '#jobs/send_email_change_link'
import SendPasswordReset from '#jobs/send_password_reset'
import AccessToken from '#models/access_token'
import AccountEmail from '#models/account_email'
import EmailChanged from '#notifications/email_changed'
import { actOf } from '#services/act'
import { notify } from '#services/notify'
import type { EventOrigin } from '#models/account_event'
import SecondFactor from '#models/second_factor'
import User from '#models/user'

const CONFIRMED_WITHIN = { hours: 24 }
const UNDONE_WITHIN = { days: 7 }

/** A thief may add a second factor before the move. */
const SUSPECT_BEFORE = { days: 1 }

/**
 * The move of an account to another e-mail address. The new address confirms it by a link; after that, a link in a
 * mail to the former address undoes it. The table has only the hashes of both links.
 */
export default class EmailChange extends EmailChangeSchema {
  static selfAssignPrimaryKey = true

  @belongsTo(() => User)
  declare user: BelongsTo<typeof User>

  /** It waits for the confirmation of the new address. */
  static pending = scope((query) => {
    query.whereNull('confirmed_at').where('expires_at', '>', db.raw('now()'))
  })

  /** It is confirmed and can still be undone. */
  static undoable = scope((query) => {
    query.whereNotNull('confirmed_at').where('expires_at', '>', db.raw('now()'))
  })

  /**
   * Replaces the account's pending change, if there is one. Whether the address is free is decided later, so that
   * nobody can find out which addresses have an account.
   */
  static async request(user: User, email: string, origin: EventOrigin) {
    const expiresAt = DateTime.now().plus(CONFIRMED_WITHIN)
    const row = { id: crypto.randomUUID(), formerEmail: user.email, email, expiresAt }

    return db.transaction(async (trx) => {
      const { locked } = await this.#cancelPending(user.id, trx)
      const change = await this.create({ ...row, userId: user.id }, { client: trx })
      await locked.recordEvent('email_change_requested', origin)
      await queue.dispatch(SendEmailChangeLink, { changeId: change.id }, { trx })
      return change
    })
  }

  /** A no-op for an account without a pending change. */
  static async cancel(user: User, origin: EventOrigin) {
    await db.transaction(async (trx) => {
      const { locked, hasCancelled } = await this.#cancelPending(user.id, trx)
      if (hasCancelled) await locked.recordEvent('email_change_cancelled', origin)
    })
  }

  static findPending(token: string, client?: TransactionClientContract) {
    return this.query({ client })
      .withScopes((scopes) => scopes.pending())
      .where('token_hash', hashOfLinkToken(token))
      .first()
  }

  static findUndoable(token: string, client?: TransactionClientContract) {
    return this.query({ client })
      .withScopes((scopes) => scopes.undoable())
      .where('undo_token_hash', hashOfLinkToken(token))
      .first()
  }

  /** Whether an account can still be given back to this address. */
  static async reserves(email: string) {
    const change = await this.query()
      .withScopes((scopes) => scopes.undoable())
      .where('former_email', email)
      .first()
    return change !== null
  }

  /**
   * Moves the account to the new address, only once.
   * @returns null if the link is used, expired or unknown, or if the address belongs to another account by now
   */
  static async confirm(token: string, origin: EventOrigin) {
    return AccountEmail.unlessTaken(async (trx) => {
      const change = await this.#locked((client) => this.findPending(token, client), trx)
      const wasConfirmed = change?.user.isConfirmed
      const user = change && (await AccountEmail.move(change.user, change.email))
      if (!user) return null

      const confirmedAt = DateTime.now()
      // Nobody has proved that the former address is theirs, so it gets no link that moves the account back.
      const expiresAt = wasConfirmed ? confirmedAt.plus(UNDONE_WITHIN) : confirmedAt
      await change.merge({ confirmedAt, expiresAt, tokenHash: null }).save()
      await user.recordEvent('email_changed', origin)
      const news = { changeId: change.id, email: change.email, ...actOf(origin) }
      await notify(user, new EmailChanged(news))
      return change
    })
  }

  /**
   * Gives the account back to its former address. A thief may have moved it, so the password, all sessions, access tokens
   * and the second factors of the last days end, and the former address gets a link to set a new password. Later changes
   * can no longer be undone.
   * @returns null if the link is used, expired or unknown, or if the address belongs to another account by now
   */
  static async undo(token: string, origin: EventOrigin) {
    return AccountEmail.unlessTaken(async (trx) => {
      const change = await this.#locked((client) => this.findUndoable(token, client), trx)
      const user = change && (await AccountEmail.move(change.user, change.formerEmail))
      if (!user) return null

      await user.disablePassword()
      await AccessToken.revokeAll(user, origin)
      await SecondFactor.removeSince(user, change.createdAt.minus(SUSPECT_BEFORE), origin)
      const since = change.confirmedAt!.toJSDate()
      await trx
        .from(this.table)
        .where('user_id', user.id)
        .where('confirmed_at', '>=', since)
        .delete()
      await user.recordEvent('email_change_undone', origin)
      await queue.dispatch(SendPasswordReset, { email: change.formerEmail }, { trx })
      return change
    })
  }

  /** Creates the link that confirms the new address, in the place of the one before. */
  async issueLink(this: EmailChange) {
    const { token, hash } = createLinkToken()
    await this.merge({ tokenHash: hash }).save()
    return token
  }

  /** Creates the link that undoes the change, in the place of the one before. */
  async issueUndoLink(this: EmailChange) {
    const { token, hash } = createLinkToken()
    await this.merge({ undoTokenHash: hash }).save()
    return token
  }

  static async #cancelPending(userId: number, trx: TransactionClientContract) {
    const locked = await User.lock(userId, trx)
    const cancelled = await trx
      .from(this.table)
      .where('user_id', userId)
      .whereNull('confirmed_at')
      .delete()
    return { locked, hasCancelled: Number(cancelled) > 0 }
  }

  /** Finds the change again once its account is locked: meanwhile the link may have been used, or the change cancelled. */
  static async #locked(
    find: (client: TransactionClientContract) => Promise<EmailChange | null>,
    trx: TransactionClientContract
  ) {
    const change = await find(trx)
    if (!change) return null
    const user = await User.lock(change.userId, trx)
    const unchanged = await find(trx)
    unchanged?.$setRelated('user', user)
    return unchanged
  }
}
