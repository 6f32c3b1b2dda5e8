import { AuthorizationResponse, BasePolicy } from '@adonisjs/bouncer'
import type { PlainMessageKey } from '#generated/messages'
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

  /** To see the app as its owner does. */
  async impersonate(user: User, other: User) {
    if (!(await user.may('users.impersonate'))) return false
    if (user.id === other.id) return deny('users.own_account')
    if (other.isDisabled || other.isBeingDeleted) return deny('impersonation.closed_account')
    const [own, theirs] = [await user.access(), await other.access()]
    return own.exceeds(theirs) || deny('impersonation.equal_power')
  }

  /** To change things there too. */
  async impersonateToAct(user: User, other: User) {
    return (await user.may('users.impersonate_to_act')) && this.impersonate(user, other)
  }

  async #actOn(user: User, other: User, permission: Permission) {
    if (!(await user.may(permission))) return false
    if (user.id === other.id) return deny('users.own_account')
    const [own, theirs] = [await user.access(), await other.access()]
    return own.covers(theirs) || deny('users.more_power')
  }
}

function deny(reason: PlainMessageKey) {
  return AuthorizationResponse.deny(reason).t(reason)
}
