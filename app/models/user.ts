import { DateTime } from 'luxon'
import { compose } from '@adonisjs/core/helpers'
import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import { beforeSave, hasMany } from '@adonisjs/lucid/orm'
import { withAuthFinder } from '@adonisjs/auth/mixins/lucid'
import type { HasMany } from '@adonisjs/lucid/types/relations'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import apiConfig from '#config/api'
import permissions, { type Permission } from '#permissions'
import type { Access } from '#permissions/main'
import { UserSchema } from '#database/schema'
import { storedRegion } from '#i18n/stored_region'
import { AccessTokens } from '#http/account/access_tokens'
import { endAllSessions } from '#http/account/account_sessions'
import { listing } from '#lists/main'
import { RotatedTokens } from '#http/account/rotated_tokens'
import type { Channel, NotificationClass } from '#notifications/app_notification'
import PasswordChanged from '#notifications/password_changed'
import { actOf } from '#services/act'
import { notify } from '#services/notify'
import settings from '#settings'
import EmailChange from '#models/email_change'
import AccountEvent, { type EventKind, type EventOrigin } from '#models/account_event'

type Preferences = Pick<
  User,
  'locale' | 'country' | 'timeZone' | 'dateOrder' | 'firstDayOfWeek' | 'theme'
>

type Query = ModelQueryBuilderContract<typeof User>

/** An account that is not confirmed can be disabled too, and one that is disabled can wait for its deletion. */
const IN_STATE = {
  active: (query: Query) =>
    query.whereNotNull('emailConfirmedAt').whereNull('disabledAt').whereNull('deletesAt'),
  unconfirmed: (query: Query) => query.whereNull('emailConfirmedAt'),
  disabled: (query: Query) => query.whereNotNull('disabledAt'),
  deleting: (query: Query) => query.whereNotNull('deletesAt'),
}

export type UserState = keyof typeof IN_STATE
export const USER_STATES = Object.keys(IN_STATE) as UserState[]

export default class User extends compose(
  UserSchema,
  withAuthFinder(() => hash.use())
) {
  static accessTokens = new AccessTokens({
    tokenableModel: User,
    table: 'access_tokens',
    prefix: apiConfig.prefix,
  })

  static list = listing(() => User, {
    by: 'keys',
    count: false,
    search: ['name', 'email'],
    sorts: ['createdAt', 'name', 'email'],
    sort: '-createdAt',
    filters: {
      state: (query, state: UserState) => query.where(IN_STATE[state]),
      group: (query, groupId: number) =>
        query.whereIn('id', db.from('group_members').where('group_id', groupId).select('user_id')),
      secondFactor: (query, isOn: boolean) =>
        isOn ? query.whereNotNull('secondFactorAt') : query.whereNull('secondFactorAt'),
    },
  })

  static rememberMeTokens = new RotatedTokens({ tokenableModel: User })

  @hasMany(() => AccountEvent)
  declare events: HasMany<typeof AccountEvent>

  @hasMany(() => EmailChange)
  declare emailChanges: HasMany<typeof EmailChange>

  /**
   * Log-ins that began before, with the former password, end at their next request. Mailed links that set a password or
   * move the account end at once: a thief may have asked for them, which may be the reason for the new password.
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
    return (
      (this.isConfirmed || settings.get('registration.verification') === 'optional') &&
      !this.isDisabled
    )
  }

  /** The owner or an administrator has asked to delete it: see app/models/account_deletion.ts. */
  get isBeingDeleted() {
    return Boolean(this.deletesAt)
  }

  /** See `user:disable`. */
  get isDisabled() {
    return Boolean(this.disabledAt)
  }

  get state(): UserState {
    if (this.isBeingDeleted) return 'deleting'
    if (this.isDisabled) return 'disabled'
    return this.isConfirmed ? 'active' : 'unconfirmed'
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

  #access?: Promise<Access<Permission>>

  /** The permissions of the account, read once: without a query for an account that is in no group. */
  access() {
    if (!this.isStaff) return permissions.nobody
    return (this.#access ??= permissions.accessOf(this.id))
  }

  async may(permission: Permission) {
    const access = await this.access()
    return access.may(permission)
  }

  /** Whether the account must have a second factor. */
  async needsSecondFactor() {
    const required = settings.get('secondFactor.requiredFor')
    if (required === 'everybody' || (required === 'staff' && this.isStaff)) return true
    const access = await this.access()
    return this.mustHaveSecondFactor || access.needsSecondFactor
  }

  static findConfirmed(email: string, client?: TransactionClientContract) {
    return this.query({ client }).where({ email }).whereNotNull('email_confirmed_at').first()
  }

  /** Other transactions that lock the account wait until this one ends. */
  static lock(id: number, trx: TransactionClientContract) {
    return this.query({ client: trx }).where({ id }).forUpdate().firstOrFail()
  }

  /**
   * Sets the password and ends all sessions, because somebody else may know the old one. Call it in a transaction.
   */
  async changePassword(this: User, password: string, kind: EventKind, origin: EventOrigin) {
    await this.merge({ password }).save()
    await this.#endSessions()
    await this.recordEvent(kind, origin)
    await notify(this, new PasswordChanged(actOf(origin)))
  }

  /**
   * Nobody can log in with a password or by a provider until the owner sets a new password. Mailed links end also if the
   * account has no password. Call it in a transaction.
   */
  async disablePassword(this: User) {
    await this.merge({ password: null, sessionGeneration: crypto.randomUUID() }).save()
    await this.endMailedLinks()
    await this.$trx!.from('social_identities').where('user_id', this.id).delete()
    await this.#endSessions()
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
    const choices = kinds.map((type) => [type.kind, type.choicesFrom(chosen)])
    return this.merge({ notificationChoices: Object.fromEntries(choices) }).save()
  }

  async verifyPassword(password: string) {
    return this.hasPassword && super.verifyPassword(password)
  }

  async recordEvent(kind: EventKind, origin: EventOrigin) {
    await AccountEvent.create({ userId: this.id, kind, ...origin }, { client: this.$trx })
  }

  async #endSessions() {
    await endAllSessions(this.id, this.$trx!)
  }
}
