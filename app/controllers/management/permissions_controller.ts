import type { HttpContext } from '@adonisjs/core/http'
import permissions from '#permissions'
import Group from '#models/group'
import GroupPolicy from '#policies/group_policy'
import GroupTransformer from '#transformers/group_transformer'
import { changesOf, updatePermissionsValidator } from '#validators/permission'

/** All permissions beside all groups. */
export default class PermissionsController {
  async index({ bouncer, inertia }: HttpContext) {
    await bouncer.with(GroupPolicy).authorize('list')
    return inertia.render('management/permissions/index', {
      ...(await this.#matrix()),
      can: { update: await bouncer.with(GroupPolicy).allows('create') },
    })
  }

  async edit({ auth, bouncer, inertia }: HttpContext) {
    await bouncer.with(GroupPolicy).authorize('create')
    const access = await auth.getUserOrFail().access()
    return inertia.render('management/permissions/edit', {
      ...(await this.#matrix()),
      mine: access.permissions,
    })
  }

  async update({ bouncer, request, response, session, t }: HttpContext) {
    await bouncer.with(GroupPolicy).authorize('create')
    const { granted = [], before = [] } = await request.validateUsing(updatePermissionsValidator)
    const groups = await Group.findMany([...granted, ...before].map(({ group }) => group))
    const changes = groups
      .map((group) => ({ group, ...changesOf(group.id, before, granted) }))
      .filter(({ added, removed }) => added.length + removed.length > 0)
    for (const { group, added, removed } of changes) {
      await bouncer.with(GroupPolicy).authorize('update', group)
      await bouncer.with(GroupPolicy).authorize('grant', [...added, ...removed])
    }
    await Group.change(changes.map(({ group, ...change }) => ({ id: group.id, ...change })))

    session.flash('success', t('permissions.updated'))
    return response.redirect().toRoute('management.permissions.index')
  }

  async #matrix() {
    const groups = await Group.query().orderBy('hasAllPermissions', 'desc').orderBy('name')
    return { permissions: [...permissions.names], groups: GroupTransformer.transform(groups) }
  }
}
