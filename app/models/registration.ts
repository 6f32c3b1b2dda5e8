import { DateTime } from 'luxon'
import hash from '@adonisjs/core/services/hash'
import { signedUrlFor } from '@adonisjs/core/services/url_builder'
import db from '@adonisjs/lucid/services/db'
import { scope } from '@adonisjs/lucid/orm'
import { RegistrationSchema } from '#database/schema'
import queue from '#queue/main'
import { signUuid, unsignUuid } from '#http/signed_uuid'
import { storedRegion } from '#i18n/stored_region'
import type { EventOrigin } from '#models/account_event'
import type { NewIdentity } from '#models/social_identity'
import type User from '#models/user'
import SendRegistrationMail from '#jobs/send_registration_mail'

export interface SignUp {
  name: string
  email: string
  /** The account has a password, or the identity that logs in to it. */
  password?: string
  socialIdentity?: NewIdentity
  locale: string
  timeZone?: string
  hasAcceptedTerms?: boolean
}

const LIFETIME = { hours: 72 }

/**
 * A sign-up with its own confirmation link. Several can be pending for one address: the first one to be confirmed
 * becomes the account, and the others are deleted. See docs/decisions/0015-pending-registrations.md.
 */
export default class Registration extends RegistrationSchema {
  /** Differs from the purpose of the links of older releases, whose id is an account's. */
  static readonly linkPurpose = 'confirm-registration'

  /**
   * Finds the address of the confirmation page by the token of a short link. The registration decides when a link
   * expires, not its signature.
   * @returns null if the token is forged
   */
  static addressOf(token: string) {
    const purpose = this.linkPurpose
    const id = unsignUuid(token, purpose)
    return id && signedUrlFor('email_confirmations.show', { id }, { purpose })
  }

  /** The link works: it is not used and not expired, and the address has no account. */
  static pending = scope((query) => {
    query
      .whereNull('user_id')
      .where('expires_at', '>', db.raw('now()'))
      .whereNotExists((users) => {
        users.from('users').whereColumn('users.email', 'registrations.email')
        users.whereNotNull('email_confirmed_at')
      })
  })

  /** Its account has begun, and the link confirms the account's address. */
  static opened = scope((query) => {
    query.where('expires_at', '>', db.raw('now()')).whereExists((users) => {
      users.from('users').whereColumn('users.id', 'registrations.user_id')
      users.whereColumn('users.email', 'registrations.email').whereNull('email_confirmed_at')
    })
  })

  /** A sign-up by a provider has none. */
  get hasPassword() {
    return Boolean(this.password)
  }

  async verifyPassword(password: string) {
    return this.hasPassword && hash.verify(this.password!, password)
  }

  get region() {
    return storedRegion(this)
  }

  get linkToken() {
    return signUuid(this.id, Registration.linkPurpose)
  }

  /**
   * Stores the sign-up and sends a mail, whether or not the address has an account. The work and the answer are the
   * same, so that nobody can find out which addresses have an account.
   */
  static async signUp(signUp: SignUp, origin: EventOrigin) {
    const row = await this.rowOf(signUp, origin)

    return db.transaction(async (trx) => {
      const registration = await this.create(row, { client: trx })
      await queue.dispatch(SendRegistrationMail, { registrationId: registration.id }, { trx })
      return registration
    })
  }

  /** The link for an account that has begun without a confirmed address. Replaces the one before. */
  static async linkFor(user: User) {
    const { name, email, locale, timeZone } = user
    const row = { name, email, locale, timeZone, expiresAt: DateTime.now().plus(LIFETIME) }
    return this.updateOrCreate({ userId: user.id, email }, row)
  }

  static findPending(id: string) {
    return this.query()
      .withScopes((scopes) => scopes.pending())
      .where({ id })
      .first()
  }

  static findOpened(id: string) {
    return this.query()
      .withScopes((scopes) => scopes.opened())
      .where({ id })
      .first()
  }

  /**
   * Finds the sign-up whose link is sent again: the one of this browser, else the newest of the address.
   */
  static findPendingOf(email: string, preferredId: string | null) {
    return this.query()
      .withScopes((scopes) => scopes.pending())
      .where({ email })
      .orderByRaw('id::text = ? DESC, created_at DESC', [preferredId ?? ''])
      .first()
  }

  /**
   * Restarts the lifetime of the link, because its mail may be sent long after the sign-up.
   */
  async renew(this: Registration) {
    await this.merge({ expiresAt: DateTime.now().plus(LIFETIME) }).save()
  }

  /** The columns that the new account takes over. */
  get details() {
    const { name, email, password, locale, timeZone, termsAcceptedAt } = this
    return { name, email, password, locale, timeZone, termsAcceptedAt }
  }

  signedUp(userId: number) {
    const { ipAddress, userAgent, createdAt } = this
    return { userId, kind: 'signed_up' as const, ipAddress, userAgent, createdAt }
  }

  static async rowOf({ password, hasAcceptedTerms, ...details }: SignUp, origin: EventOrigin) {
    const now = DateTime.now()
    return {
      ...details,
      ...origin,
      password: password ? await hash.make(password) : null,
      termsAcceptedAt: hasAcceptedTerms ? now : null,
      expiresAt: now.plus(LIFETIME),
    }
  }
}
