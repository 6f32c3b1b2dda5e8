import { BasePolicy } from '@adonisjs/bouncer'
import type Invitation from '#models/invitation'
import type User from '#models/user'

export default class InvitationPolicy extends BasePolicy {
  list(user: User) {
    return user.may('users.create')
  }

  create(user: User) {
    return user.may('users.create')
  }

  /** To send it again. */
  update(user: User, _invitation: Invitation) {
    return user.may('users.create')
  }

  delete(user: User, _invitation: Invitation) {
    return user.may('users.create')
  }
}
