import { DateTime } from 'luxon'
import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import queue from '#queue/main'
import SendAccountConfirmation from '#jobs/send_account_confirmation'
import AccountEmail from '#models/account_email'
import AccountEvent, { type EventOrigin } from '#models/account_event'
import EmailChange from '#models/email_change'
import NewAccount from '#models/new_account'
import Registration, { type SignUp } from '#models/registration'
import SocialIdentity from '#models/social_identity'
import User from '#models/user'
import settings from '#settings'

interface Confirmation {
  isProven?: boolean
  isStarter?: boolean
  password?: string
  hasAcceptedTerms?: boolean
}

/** A sign-up becomes an account: at once, or when its link is used. See app/models/registration.ts. */
export default class AccountOpening {
  /**
   * Creates the account at once.
   * @param isProven whether the address is known to be the person's, as a provider can tell
   * @returns null if the address has an account, or can get one back: otherwise a thief who has moved an account takes
   * its former address, without any proof, so that its owner cannot undo the move
   */
  static async open(signUp: SignUp, origin: EventOrigin, { isProven = false } = {}) {
    if (!isProven && (await EmailChange.reserves(signUp.email))) return null
    const row = await Registration.rowOf(signUp, origin)
    if (!isProven && settings.get('registration.verification') === 'optional')
      return this.#begin(row)
    const { id } = await Registration.create(row)
    return this.confirm(id, origin, { isProven, isStarter: true })
  }

  /**
   * Confirms the address of an account that has begun. The caller has checked that the person is logged in to it:
   * the mailbox may belong to somebody else than the person who signed up.
   * @returns null for a link that is used, expired or unknown
   */
  static async confirmOpened(id: string, origin: EventOrigin) {
    return db.transaction(async (trx) => {
      const opened = await Registration.query({ client: trx })
        .withScopes((scopes) => scopes.opened())
        .where({ id })
        .forUpdate()
        .first()
      const user = opened && (await User.lock(opened.userId!, trx))
      if (!user || user.isConfirmed || user.email !== opened.email) return null

      await AccountEmail.prove(user, origin)
      return user
    })
  }

  /**
   * Creates the account of this sign-up, only once even if several links of the address are used at the same moment.
   * @param isStarter whether the person is known to be the one who signed up. The password of the sign-up and its account
   * at a provider log in only then: the starter could otherwise wait until the owner of the mailbox confirms, and log in.
   * @param password of a person who is not, or has forgotten the one of the sign-up
   * @param hasAcceptedTerms whether this person has: the acceptance of the starter counts for the starter only
   * @returns the account, or null for a link that is used, expired or unknown
   */
  static async confirm(
    id: string,
    origin: EventOrigin,
    { isProven = true, isStarter = false, password, hasAcceptedTerms }: Confirmation = {}
  ) {
    const answers = {
      password: password ? await hash.make(password) : null,
      termsAcceptedAt: hasAcceptedTerms ? DateTime.now() : null,
    }
    return db.transaction(async (trx) => {
      const registration = await this.#lockPending(id, trx)
      if (!registration) return null
      const details = { ...registration.details, ...(!isStarter && answers) }
      const user = await NewAccount.createConfirmed(details, trx)
      if (!user) return null

      const socialIdentity = isStarter && registration.socialIdentity
      if (socialIdentity && !(await SocialIdentity.insert(user, socialIdentity))) {
        await trx.rollback()
        return null
      }
      await registration.merge({ userId: user.id, password: null, socialIdentity: null }).save()
      await Registration.query({ client: trx }).where('email', user.email).whereNot({ id }).delete()
      const confirmed = { userId: user.id, kind: 'confirmed' as const, ...origin }
      const events = [registration.signedUp(user.id), ...(isProven ? [confirmed] : [])]
      await AccountEvent.createMany(events, { client: trx })
      return user
    })
  }

  /** The account can log in, and a mail asks to confirm its address. */
  static async #begin(row: Partial<Registration>) {
    return db.transaction(async (trx) => {
      const registration = await Registration.create(row, { client: trx })
      const user = await NewAccount.createUnconfirmed(registration.details, trx)
      if (!user) {
        await registration.delete()
        return null
      }
      await registration.merge({ userId: user.id, password: null }).save()
      await AccountEvent.create(registration.signedUp(user.id), { client: trx })
      await queue.dispatch(SendAccountConfirmation, { userId: user.id }, { trx })
      return user
    })
  }

  /** Locks all sign-ups of the address in the same order, so that concurrent confirmations do not deadlock. */
  static async #lockPending(id: string, trx: TransactionClientContract) {
    const sameAddress = trx.from(Registration.table).where({ id }).select('email')
    const rivals = await Registration.query({ client: trx })
      .withScopes((scopes) => scopes.pending())
      .whereIn('email', sameAddress)
      .orderBy('id')
      .forUpdate()
    return rivals.find((one) => one.id === id)
  }
}
