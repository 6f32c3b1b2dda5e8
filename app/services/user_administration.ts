import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import hash from '@adonisjs/core/services/hash'
import { endSession } from '#http/account/account_sessions'
import { keepAnAdministrator } from '#models/administrators'
import AccessToken from '#models/access_token'
import type { EventOrigin } from '#models/account_event'
import type Group from '#models/group'
import NewAccount from '#models/new_account'
import User from '#models/user'

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** The acts of an administrator come from the server. */
const ORIGIN: EventOrigin = { ipAddress: null, userAgent: null }

interface Details {
  name: string
  email: string
  password: string
}

/** The acts of an administrator on an account, in the management area and by the `user:*` commands. The owner sees each act in the activity. */
export default class UserAdministration {
  /** @returns null if the address has a confirmed account */
  static async create(details: Details, groups: Group[] = []) {
    const row = { ...details, password: await hash.make(details.password) }

    return db.transaction(async (trx) => {
      const user = await NewAccount.createConfirmed({ ...row, locale: null, timeZone: null }, trx)
      await user?.recordEvent('account_created', ORIGIN)
      for (const group of user ? groups : []) await group.add([user!.id], ORIGIN, trx)
      return user
    })
  }

  /** Ends all sessions and access tokens, because somebody else may know the former password. */
  static setPassword({ id }: User, password: string) {
    return this.#change(id, async (user) => {
      await user.changePassword(password, 'password_set', ORIGIN)
      await AccessToken.revokeAll(user, ORIGIN)
    })
  }

  /**
   * Ends all sessions, remembered log-ins and mailed links of the account. A no-op for a disabled account.
   * @throws LastAdministratorException
   */
  static disable({ id }: User) {
    return keepAnAdministrator(async (trx) => {
      const user = await User.lock(id, trx)
      if (user.isDisabled) return user
      await user.merge({ disabledAt: DateTime.now() }).save()
      await user.endMailedLinks()
      await user.logOutEverywhere('account_disabled', ORIGIN)
      return user
    })
  }

  /** A no-op for an account that is not disabled. */
  static enable({ id }: User) {
    return this.#change(id, async (user) => {
      if (!user.isDisabled) return
      await user.merge({ disabledAt: null }).save()
      await user.recordEvent('account_enabled', ORIGIN)
    })
  }

  /** A no-op for an account for which it is so already. */
  static requireSecondFactor({ id }: User, isRequired: boolean) {
    return this.#change(id, async (user) => {
      if (user.mustHaveSecondFactor === isRequired) return
      await user.merge({ mustHaveSecondFactor: isRequired }).save()
      await user.recordEvent(isRequired ? 'factor_required' : 'factor_not_required', ORIGIN)
    })
  }

  /** A no-op if nothing differs. */
  static update({ id }: User, values: { name: string; jobTitle: string | null }) {
    return this.#change(id, async (user) => {
      if (!user.merge(values).$isDirty) return
      await user.save()
      await user.recordEvent('profile_changed', ORIGIN)
    })
  }

  /**
   * Ends one session, by its public id.
   * @returns false if the account has no such session
   */
  static async endSession(user: User, publicId: string) {
    const hasEnded = UUID.test(publicId) && (await endSession(user.id, publicId))
    if (hasEnded) await user.recordEvent('sessions_ended', ORIGIN)
    return hasEnded
  }

  static endAllSessions({ id }: User) {
    return this.#change(id, (user) => user.logOutEverywhere('sessions_ended', ORIGIN))
  }

  static async #change(id: number, act: (user: User) => Promise<unknown>) {
    return db.transaction(async (trx) => {
      const user = await User.lock(id, trx)
      await act(user)
      return user
    })
  }
}
