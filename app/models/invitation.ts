import { DateTime } from 'luxon'
import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { InvitationSchema } from '#database/schema'
import { createLinkToken, hashOfLinkToken } from '#http/account/link_token'
import { storedRegion } from '#i18n/stored_region'
import { listing } from '#lists/main'
import queue from '#queue/main'
import SendInvitation from '#jobs/send_invitation'
import type { EventOrigin } from '#models/account_event'
import Group from '#models/group'
import NewAccount from '#models/new_account'
import User from '#models/user'

const LIFETIME = { days: 7 }
const NOWHERE = { ipAddress: null, userAgent: null }

interface Invited {
  email: string
  name: string | null
  groupIds: number[]
}

interface Answer {
  name: string
  password: string
  locale: string
  timeZone?: string
  hasAcceptedTerms?: boolean
}

/**
 * A mailed link that opens an account, also while the sign-up is closed. It counts on the day when it is accepted: only
 * while its inviter may invite, and for those of its groups into which the inviter may take others.
 */
export default class Invitation extends InvitationSchema {
  declare groupIds: number[]

  @belongsTo(() => User, { foreignKey: 'inviterId' })
  declare inviter: BelongsTo<typeof User>

  static list = listing(() => Invitation, {
    search: ['email', 'name'],
    sorts: ['createdAt', 'email', 'expiresAt'],
    sort: '-createdAt',
    with: (query) => query.preload('inviter'),
  })

  /**
   * Another invitation of the address is replaced.
   * @returns null if the address has a confirmed account
   */
  static async invite(invited: Invited, inviter: User) {
    return db.transaction(async (trx) => {
      const { email } = invited
      if (await User.findConfirmed(email, trx)) return null

      const ofInviter = { locale: inviter.locale, inviterId: inviter.id }
      const row = { ...invited, ...ofInviter, expiresAt: DateTime.now().plus(LIFETIME) }
      const invitation = await this.updateOrCreate({ email }, row, { client: trx })
      await queue.dispatch(SendInvitation, { invitationId: invitation.id }, { trx })
      return invitation
    })
  }

  /** @returns null for a link that is used, expired, revoked or unknown, or that counts no more */
  static async findPending(token: string) {
    const invitation = await this.query()
      .where('token_hash', hashOfLinkToken(token))
      .where('expires_at', '>', db.raw('now()'))
      .preload('inviter')
      .first()
    const counts = invitation && (await invitation.counts())
    return counts && !(await User.findConfirmed(invitation.email)) ? invitation : null
  }

  /**
   * Opens the account, only once even if the link is used several times at the same moment.
   * @returns null if there is no such invitation, see `findPending`
   */
  static async accept(token: string, { password, ...answer }: Answer, origin: EventOrigin) {
    const invitation = await this.findPending(token)
    if (!invitation) return null
    const groups = await invitation.groups()
    const passwordHash = await hash.make(password)

    return db.transaction(async (trx) => {
      const { id, tokenHash, email } = invitation
      const [taken] = await trx.from(this.table).where({ id, token_hash: tokenHash }).delete(['id'])
      if (!taken) return null

      const { hasAcceptedTerms, timeZone = null, ...rest } = answer
      const termsAcceptedAt = hasAcceptedTerms ? DateTime.now() : null
      const details = { ...rest, timeZone, termsAcceptedAt, email, password: passwordHash }
      const user = await NewAccount.createConfirmed(details, trx)
      await user?.recordEvent('invitation_accepted', origin)
      for (const group of user ? groups : []) await group.add([user!.id], NOWHERE, trx)
      return user
    })
  }

  get region() {
    return storedRegion({ locale: this.locale, timeZone: null })
  }

  get isExpired() {
    return this.expiresAt <= DateTime.now()
  }

  async counts() {
    return this.inviter.canLogIn && !this.inviter.isBeingDeleted && this.inviter.may('users.create')
  }

  /** Without groups that were deleted meanwhile. */
  async groups() {
    const groups = await Group.reachableBy(this.inviter)
    return groups.filter(({ id }) => this.groupIds.includes(id))
  }

  /**
   * Sends the mail again, with a new link and the whole time to open it. The sender takes the place of an inviter who may
   * not invite any more.
   * @returns false if the address has an account by now: the invitation is deleted then
   */
  async renew(this: Invitation, sender: User) {
    if (await User.findConfirmed(this.email)) {
      await this.delete()
      return false
    }
    await this.load('inviter')
    const inviterId = (await this.counts()) ? this.inviterId : sender.id
    const expiresAt = DateTime.now().plus(LIFETIME)
    await db.transaction(async (trx) => {
      await this.useTransaction(trx).merge({ inviterId, expiresAt }).save()
      await queue.dispatch(SendInvitation, { invitationId: this.id }, { trx })
    })
    return true
  }

  /** Creates the link, in the place of the one before. */
  async issueLink(this: Invitation) {
    const { token, hash: tokenHash } = createLinkToken()
    await this.merge({ tokenHash }).save()
    return token
  }
}
