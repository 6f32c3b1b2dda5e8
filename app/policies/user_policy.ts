import { AuthorizationResponse, BasePolicy } from '@adonisjs/bouncer'
import type { Permission } from '#permissions'
import type User from '#models/user'

/** The acts of the staff on the accounts of others. Nobody acts on an account with more permissions than his own. */
export default class UserPolicy extends BasePolicy {
  list(user: User) {
    return user.may('users.view')
  }

  view(user: User, _other: User) {
    return user.may('users.view')
  }

  create(user: User) {
    return user.may('users.create')
  }

  /** The list as a file. */
  async export(user: User) {
    return (await user.may('users.view')) && user.may('users.export')
  }

  /** To choose an account in a form. */
  async choose(user: User) {
    return (await user.may('users.view')) || user.may('groups.edit')
  }

  update(user: User, other: User) {
    return this.#actOn(user, other, 'users.edit')
  }

  /** Each of the accounts is asked for too. */
  updateSome(user: User) {
    return user.may('users.edit')
  }

  delete(user: User, other: User) {
    return this.#actOn(user, other, 'users.delete')
  }

  async #actOn(user: User, other: User, permission: Permission) {
    if (!(await user.may(permission))) return false
    if (user.id === other.id) {
      return AuthorizationResponse.deny('The own account').t('users.own_account')
    }
    const [own, theirs] = [await user.access(), await other.access()]
    return own.covers(theirs) || AuthorizationResponse.deny('More power').t('users.more_power')
  }
}
