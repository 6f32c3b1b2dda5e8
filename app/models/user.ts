import { DateTime } from 'luxon'
import { compose } from '@adonisjs/core/helpers'
import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import { beforeSave, hasMany } from '@adonisjs/lucid/orm'
import { errors } from '@adonisjs/auth'
import { withAuthFinder } from '@adonisjs/auth/mixins/lucid'
import type { HasMany } from '@adonisjs/lucid/types/relations'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import apiConfig from '#config/api'
import { registration, secondFactor } from '#config/auth'
import { unmatchableHash } from '#config/hash'
import { UserSchema } from '#database/schema'
import { storedRegion } from '#i18n/stored_region'
import { AccessTokens } from '#http/account/access_tokens'
import { endAllSessions } from '#http/account/account_sessions'
import { RotatedTokens } from '#http/account/rotated_tokens'
import queue from '#queue/main'
import RecordFailedLogIn from '#jobs/record_failed_log_in'
import { CHANNELS, type Channel, type NotificationClass } from '#notifications/app_notification'
import PasswordChanged from '#notifications/password_changed'
import { notify } from '#services/notify'
import EmailChange from '#models/email_change'
import AccountEvent, { type EventKind, type EventOrigin } from '#models/account_event'

interface ConfirmedDetails {
  name: string
  email: string
  /** The password's hash, or null for an account that logs in by a provider. */
  password: string | null
  locale: string | null
  timeZone: string | null
  termsAcceptedAt?: DateTime | null
}

/** The tables with keys and links that let a person into an account. */
const WAYS_IN = [
  ...['authenticators', 'recovery_codes', 'passkeys', 'social_identities'],
  ...['password_resets', 'email_changes', 'log_in_notices'],
]

type Preferences = Pick<
  User,
  'locale' | 'country' | 'timeZone' | 'dateOrder' | 'firstDayOfWeek' | 'theme'
>

export default class User extends compose(
  UserSchema,
  withAuthFinder(() => hash.use())
) {
  static accessTokens = new AccessTokens({
    tokenableModel: User,
    table: 'access_tokens',
    prefix: apiConfig.prefix,
  })

  static rememberMeTokens = new RotatedTokens({ tokenableModel: User })

  @hasMany(() => AccountEvent)
  declare events: HasMany<typeof AccountEvent>

  @hasMany(() => EmailChange)
  declare emailChanges: HasMany<typeof EmailChange>

  /**
   * Log-ins that began before, with the former password, end at their next request. Mailed links that set a password or
   * move the account end at once: whoever asked for them may be the reason for the new password.
   */
  @beforeSave()
  static async startGeneration(user: User) {
    if (!user.$isPersisted || !('password' in user.$dirty)) return
    user.sessionGeneration = crypto.randomUUID()
    await user.endMailedLinks()
  }

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

  /** An account whose address is not confirmed logs in only while the confirmation is optional. */
  get canLogIn() {
    return (this.isConfirmed || registration.verification === 'optional') && !this.isDisabled
  }

  /** The owner or an administrator has asked to delete it: see app/models/account_deletion.ts. */
  get isBeingDeleted() {
    return Boolean(this.deletesAt)
  }

  /** See `user:disable`. */
  get isDisabled() {
    return Boolean(this.disabledAt)
  }

  get region() {
    return storedRegion(this)
  }

  /** An account that began with a log-in by a provider has none until its owner sets one. */
  get hasPassword() {
    return Boolean(this.password)
  }

  /** A password alone logs nobody in: see app/models/second_factor.ts. */
  get hasSecondFactor() {
    return this.secondFactorAt !== null
  }

  /** Whether the account must have a second factor. A rule of the account's groups belongs here. */
  get needsSecondFactor() {
    return secondFactor.isRequired
  }

  /**
   * Finds the user with this address and password, if it can log in. Every
   * failure is the same error, so that nobody can find out which addresses have an account.
   * @throws E_INVALID_CREDENTIALS
   */
  static async authenticate(email: string, password: string, origin: EventOrigin) {
    const user = await this.findBy('email', email)
    const isRight = await hash.verify(user?.password ?? unmatchableHash, password)
    if (!user?.canLogIn || !isRight) {
      await this.#recordFailure(email, origin)
      throw new errors.E_INVALID_CREDENTIALS('Invalid user credentials')
    }
    if (hash.needsReHash(user.password!)) await user.#renewHash(password)
    return user
  }

  /** In a transaction, PostgreSQL keeps the job if the broker does not answer. */
  static async #recordFailure(email: string, origin: EventOrigin) {
    const job = { email, failedAt: new Date().toISOString(), ...origin }
    await db.transaction((trx) => queue.dispatch(RecordFailedLogIn, job, { trx }))
  }

  static findConfirmed(email: string) {
    return this.query().where({ email }).whereNotNull('email_confirmed_at').first()
  }

  /**
   * Finds the account that a mail to the address reaches, also one whose address is not confirmed yet. An account that
   * an older release left unconfirmed has a confirmation key, and its sign-up still waits.
   */
  static findReachable(email: string) {
    const query = this.query().where({ email })
    if (registration.verification !== 'optional') {
      query.where((one) => one.whereNotNull('email_confirmed_at').orWhereNull('confirmation_key'))
    }
    return query.first()
  }

  /** Other transactions that lock the account wait until this one ends. */
  static lock(id: number, trx: TransactionClientContract) {
    return this.query({ client: trx }).where({ id }).forUpdate().firstOrFail()
  }

  /**
   * Creates the account for a confirmed address. Takes over an account that never confirmed the address.
   * @returns null if the address already has a confirmed account
   */
  static async createConfirmed(details: ConfirmedDetails, trx: TransactionClientContract) {
    const { timeZone, termsAcceptedAt, ...others } = details
    const row = {
      ...others,
      time_zone: timeZone,
      terms_accepted_at: termsAcceptedAt?.toJSDate() ?? null,
      email_confirmed_at: trx.rawQuery('now()'),
    }
    const former = await this.query({ client: trx })
      .where('email', details.email)
      .whereNull('email_confirmed_at')
      .forUpdate()
      .first()
    await former?.dropAccess()
    const [saved] = await trx
      .insertQuery()
      .table(this.table)
      .insert({ ...row, confirmation_key: null })
      .knexQuery.onConflict('email')
      .merge([
        ...['name', 'password', 'locale', 'time_zone', 'terms_accepted_at'],
        ...['email_confirmed_at', 'confirmation_key'],
      ])
      .whereNull('users.email_confirmed_at')
      .returning('id')
    return saved ? this.findOrFail(saved.id, { client: trx }) : null
  }

  /**
   * Creates an account whose address is confirmed later.
   * @returns null if the address has an account
   */
  static async createUnconfirmed(details: ConfirmedDetails, trx: TransactionClientContract) {
    const { timeZone, termsAcceptedAt, ...others } = details
    const [saved] = await trx
      .insertQuery()
      .table(this.table)
      .insert({
        ...others,
        time_zone: timeZone,
        terms_accepted_at: termsAcceptedAt?.toJSDate() ?? null,
      })
      .knexQuery.onConflict('email')
      .ignore()
      .returning('id')
    return saved ? this.findOrFail(saved.id, { client: trx }) : null
  }

  /** Call it in a transaction, for an account that is not confirmed yet. */
  async proveEmail(this: User, origin: EventOrigin) {
    await this.merge({ emailConfirmedAt: DateTime.now(), confirmationKey: null }).save()
    await this.recordEvent('confirmed', origin)
  }

  /**
   * Removes every way into the account but the password, which the caller replaces. The person who signed up may not own
   * the address, and loses the account to its owner. Call it in a transaction.
   */
  async dropAccess(this: User) {
    await this.merge({
      passkeyUserId: null,
      secondFactorAt: null,
      sessionGeneration: crypto.randomUUID(),
    }).save()
    for (const table of WAYS_IN) await this.$trx!.from(table).where('user_id', this.id).delete()
    await this.$trx!.from('access_tokens').where('tokenable_id', this.id).delete()
    await this.#endSessions()
  }

  /**
   * Sets the password and ends all sessions, because somebody else may know the old one. Call it in a transaction.
   */
  async changePassword(this: User, password: string, kind: EventKind, origin: EventOrigin) {
    await this.merge({ password }).save()
    await this.#endSessions()
    await this.recordEvent(kind, origin)
    await notify(this, new PasswordChanged())
  }

  /**
   * Nobody can log in with a password or by a provider until the owner sets a new password. Call it in a transaction.
   */
  async disablePassword(this: User) {
    await this.merge({ password: null, sessionGeneration: crypto.randomUUID() }).save()
    await this.$trx!.from('social_identities').where('user_id', this.id).delete()
    await this.#endSessions()
  }

  /**
   * Moves the account to another address. Links in the former mailbox end, and so do sign-ups that wait with the new
   * address. Call it in a transaction.
   * @returns null if another account has the address
   */
  async changeEmail(this: User, email: string) {
    const client = this.$trx!
    const rival = await User.query({ client }).where({ email }).whereNot('id', this.id).first()
    if (rival && (rival.isConfirmed || !rival.confirmationKey)) return null

    await rival?.delete()
    await client.from('registrations').where({ email }).delete()
    await client.from('password_resets').where('user_id', this.id).delete()
    await client.from('log_in_notices').where('user_id', this.id).delete()
    const emailConfirmedAt = this.emailConfirmedAt ?? DateTime.now()
    return this.merge({ email, emailConfirmedAt }).save()
  }

  /** Links that undo a change of the address or report a log-in stay: an owner needs them against a thief's password. */
  async endMailedLinks(this: User) {
    const client = this.$trx ?? db
    await client.from('password_resets').where('user_id', this.id).delete()
    await client.from('email_changes').where('user_id', this.id).whereNull('confirmed_at').delete()
  }

  /** Ends all sessions, also those of log-ins that are just being made. Call it in a transaction. */
  async logOutEverywhere(this: User, kind: EventKind, origin: EventOrigin) {
    await this.merge({ sessionGeneration: crypto.randomUUID() }).save()
    await this.#endSessions()
    await this.recordEvent(kind, origin)
  }

  async choosePreferences(this: User, preferences: Preferences) {
    return this.merge({ ...preferences, preferencesChosenAt: DateTime.now() }).save()
  }

  /** Keeps a choice for each channel of each kind, so a new kind begins with its own defaults. */
  async chooseNotifications(
    this: User,
    kinds: NotificationClass[],
    chosen: Partial<Record<Channel, string[]>>
  ) {
    const choices = kinds.map((type) => {
      const channels = CHANNELS.filter((channel) => type.offers(channel) && !type.isFixed(channel))
      const isOn = (channel: Channel) => Boolean(chosen[channel]?.includes(type.kind))
      return [type.kind, Object.fromEntries(channels.map((name) => [name, isOn(name)]))]
    })
    return this.merge({ notificationChoices: Object.fromEntries(choices) }).save()
  }

  async verifyPassword(password: string) {
    return this.hasPassword && super.verifyPassword(password)
  }

  async recordEvent(kind: EventKind, origin: EventOrigin) {
    await AccountEvent.create({ userId: this.id, kind, ...origin }, { client: this.$trx })
  }

  /**
   * The parameters of config/hash.ts have changed. A password that is set at the same moment stays, and because this
   * account is not read again, its log-in then ends with the former password.
   */
  async #renewHash(this: User, password: string) {
    const renewed = await hash.make(password)
    const former = User.query().where({ id: this.id, password: this.password })
    const [updated] = await former.update({ password: renewed })
    if (updated) this.merge({ password: renewed }).$hydrateOriginals()
  }

  async #endSessions() {
    await endAllSessions(this.id, this.$trx!)
  }
}
