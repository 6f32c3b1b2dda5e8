import { AuthorizationResponse, BasePolicy } from '@adonisjs/bouncer'
import type { Permission } from '#permissions'
import type Group from '#models/group'
import type User from '#models/user'

/** Nobody gives or takes away a permission without having it, so nobody can rise above his own power. */
export default class GroupPolicy extends BasePolicy {
  list(user: User) {
    return user.may('groups.view')
  }

  view(user: User, _group: Group) {
    return user.may('groups.view')
  }

  create(user: User) {
    return user.may('groups.edit')
  }

  /** Also for its members. */
  async update(user: User, group: Group) {
    if (!(await user.may('groups.edit'))) return false
    const access = await user.access()
    return access.covers(group.powers) || this.#tooPowerful()
  }

  async delete(user: User, group: Group) {
    if (!group.hasAllPermissions) return this.update(user, group)
    return AuthorizationResponse.deny('The administrators stay').t('groups.administrators_stay')
  }

  /** @param permissions those that a group gains or loses */
  async grant(user: User, permissions: Permission[]) {
    const access = await user.access()
    return access.mayAll(permissions) || this.#tooPowerful()
  }

  #tooPowerful() {
    return AuthorizationResponse.deny('More permissions than yours').t('groups.more_than_yours')
  }
}
