import { BasePolicy } from '@adonisjs/bouncer'
import type User from '#models/user'

/** The acts of the staff on the accounts of others. */
export default class UserPolicy extends BasePolicy {
  list(user: User) {
    return user.may('users.view')
  }

  view(user: User, _other: User) {
    return user.may('users.view')
  }

  /** To choose an account in a form. */
  async choose(user: User) {
    return (await user.may('users.view')) || user.may('groups.edit')
  }
}
