import { randomBytes } from 'node:crypto'
import { DateTime } from 'luxon'
import { compose } from '@adonisjs/core/helpers'
import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import { hasMany } from '@adonisjs/lucid/orm'
import { errors } from '@adonisjs/auth'
import { withAuthFinder } from '@adonisjs/auth/mixins/lucid'
import { DbRememberMeTokensProvider } from '@adonisjs/auth/session'
import type { HasMany } from '@adonisjs/lucid/types/relations'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { UserSchema } from '#database/schema'
import queue from '#queue/main'
import { spokenLocales } from '#config/i18n'
import { DEFAULT_REGION, type Region } from '#i18n/region'
import { timeZoneNamed } from '#i18n/time_zones'
import AccountEvent, { type EventKind, type EventOrigin } from '#models/account_event'
import SendAccountExistsMail from '#jobs/send_account_exists_mail'
import SendWelcomeMail from '#jobs/send_welcome_mail'

interface Registration {
  name: string
  email: string
  password: string
  locale: string
  timeZone?: string
}

export default class User extends compose(
  UserSchema,
  withAuthFinder(() => hash.use())
) {
  static rememberMeTokens = DbRememberMeTokensProvider.forModel(User)

  @hasMany(() => AccountEvent)
  declare events: HasMany<typeof AccountEvent>

  get initials() {
    const [first, ...others] = this.name.trim().split(/\s+/)
    return [first, others.at(-1)]
      .map((word) => [...(word ?? '')][0] ?? '')
      .join('')
      .toUpperCase()
  }

  get isConfirmed() {
    return this.emailConfirmedAt !== null
  }

  /**
   * For what is written without a request. A language that the app has ceased to speak, or a zone that is no more,
   * is as if it had not been chosen.
   */
  get region(): Region {
    return {
      locale: spokenLocales().find((one) => one === this.locale) ?? DEFAULT_REGION.locale,
      timeZone: timeZoneNamed(this.timeZone) ?? DEFAULT_REGION.timeZone,
      dateOrder: this.dateOrder ?? undefined,
      firstDayOfWeek: this.firstDayOfWeek ?? undefined,
    }
  }

  /**
   * Signs up, or signs up again while the address is unconfirmed: the newest details win, and the link of
   * an earlier mail is dead. Who owns a confirmed account gets a mail that says so. The caller cannot tell
   * these cases apart, neither by the answer nor by the work done.
   */
  static async register(registration: Registration, origin: EventOrigin) {
    const password = await hash.make(registration.password)

    await db.transaction(async (trx) => {
      const userId = await this.#saveUnconfirmed({ ...registration, password }, trx)
      if (userId) {
        await this.#recordEvent(userId, 'signed_up', origin, trx)
        await queue.dispatch(SendWelcomeMail, { userId }, { trx })
      } else {
        const owner = await this.findByOrFail('email', registration.email, { client: trx })
        await queue.dispatch(SendAccountExistsMail, { userId: owner.id }, { trx })
      }
    })
  }

  /**
   * Who has this address and password, if the address is confirmed. Every failure is the same, for whoever
   * could tell them apart would learn which addresses have an account.
   * @throws E_INVALID_CREDENTIALS
   */
  static async authenticate(email: string, password: string) {
    const user = await this.verifyCredentials(email, password)
    if (!user.isConfirmed) throw new errors.E_INVALID_CREDENTIALS('Invalid user credentials')
    return user
  }

  /**
   * Spends the key of a confirmation link. A key works once, also when two requests bring it at once.
   * @returns the confirmed account, or null for a key that is unknown or spent
   */
  static async confirm(id: number, key: string, origin: EventOrigin) {
    return db.transaction(async (trx) => {
      const [spent] = await this.query({ client: trx })
        .where({ id, confirmationKey: key })
        .update({ emailConfirmedAt: DateTime.now().toSQL(), confirmationKey: null })
      if (!spent) return null

      await this.#recordEvent(id, 'confirmed', origin, trx)
      return this.findOrFail(id, { client: trx })
    })
  }

  /**
   * Sends the confirmation link again, if there is such an account and its address is unconfirmed.
   */
  static async resendConfirmation(email: string) {
    const user = await this.findBy('email', email)
    if (user && !user.isConfirmed) await queue.dispatch(SendWelcomeMail, { userId: user.id })
  }

  async recordEvent(kind: EventKind, origin: EventOrigin) {
    await User.#recordEvent(this.id, kind, origin)
  }

  static async #recordEvent(
    userId: number,
    kind: EventKind,
    origin: EventOrigin,
    trx?: TransactionClientContract
  ) {
    await AccountEvent.create({ userId, kind, ...origin }, { client: trx })
  }

  /**
   * @returns the account's id, or undefined where a confirmed account has this address
   */
  static async #saveUnconfirmed(registration: Registration, trx: TransactionClientContract) {
    const { timeZone = null, ...details } = registration
    const confirmationKey = randomBytes(24).toString('base64url')
    const [saved] = await trx
      .insertQuery()
      .table(this.table)
      .insert({ ...details, time_zone: timeZone, confirmation_key: confirmationKey })
      .knexQuery.onConflict('email')
      .merge(['name', 'password', 'locale', 'time_zone', 'confirmation_key'])
      .whereNull('users.email_confirmed_at')
      .returning('id')
    return saved?.id as number | undefined
  }
}
