import type { HttpContext } from '@adonisjs/core/http'
import permissions from '#permissions'
import User from '#models/user'
import GroupPolicy from '#policies/group_policy'
import UserPolicy from '#policies/user_policy'
import AccountTransformer from '#transformers/account_transformer'

/** The permissions that an account has, and the groups that give them. */
export default class UserPermissionsController {
  async show({ bouncer, inertia, params }: HttpContext) {
    const user = await User.findOrFail(params.user_id)
    await bouncer.with(UserPolicy).authorize('view', user)
    const access = await user.access()

    return inertia.render('management/user_permissions/show', {
      account: AccountTransformer.transform(user).useVariant('forList'),
      groups: access.groups.map(({ id, name, needsSecondFactor }) => ({
        id,
        name,
        needsSecondFactor,
      })),
      can: { viewGroups: await bouncer.with(GroupPolicy).allows('list') },
      permissions: permissions.names.map((permission) => ({
        permission,
        groups: access.reasonsFor(permission).map(({ id, name }) => ({ id, name })),
      })),
    })
  }
}
