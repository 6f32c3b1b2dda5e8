import type { HttpContext } from '@adonisjs/core/http'
import permissions from '#permissions'
import AccountEvent from '#models/account_event'
import Group from '#models/group'
import GroupPolicy from '#policies/group_policy'
import UserPolicy from '#policies/user_policy'
import GroupTransformer from '#transformers/group_transformer'
import AccountTransformer from '#transformers/account_transformer'
import { listGroupsValidator, listMembersValidator, saveGroupValidator } from '#validators/group'

export default class GroupsController {
  async index({ bouncer, inertia, request }: HttpContext) {
    await bouncer.with(GroupPolicy).authorize('list')
    const { filters, choice } = await request.choose(listGroupsValidator)
    const { rows, metadata } = await Group.list({ ...filters })

    return inertia.render('management/groups/index', {
      choice,
      groups: GroupTransformer.paginate(rows, metadata).useVariant('forList'),
      permissionCount: permissions.names.length,
      can: { create: await bouncer.with(GroupPolicy).allows('create') },
    })
  }

  async create({ auth, bouncer, inertia }: HttpContext) {
    await bouncer.with(GroupPolicy).authorize('create')
    const access = await auth.getUserOrFail().access()
    return inertia.render('management/groups/create', {
      permissions: [...permissions.names],
      mine: access.permissions,
    })
  }

  async store({ bouncer, request, response, session, t }: HttpContext) {
    await bouncer.with(GroupPolicy).authorize('create')
    const { permissions: chosen = [], ...values } = await request.validateUsing(saveGroupValidator)
    await bouncer.with(GroupPolicy).authorize('grant', chosen)
    const group = await Group.create({ ...values, permissions: chosen })

    session.flash('success', t('groups.created', { name: group.name }))
    return response.redirect().toRoute('management.groups.show', { id: group.id })
  }

  async show({ bouncer, inertia, params, request }: HttpContext) {
    const group = await Group.findOrFail(params.id)
    await bouncer.with(GroupPolicy).authorize('view', group)
    const { filters, choice } = await request.choose(listMembersValidator)
    const { rows, metadata } = await Group.members({ ...filters, group })

    return inertia.render('management/groups/show', {
      choice,
      group: GroupTransformer.transform(group),
      permissions: [...permissions.names],
      members: AccountTransformer.paginate(rows, metadata).useVariant('forList'),
      can: {
        update: await bouncer.with(GroupPolicy).allows('update', group),
        delete: await bouncer.with(GroupPolicy).allows('delete', group),
        viewUsers: await bouncer.with(UserPolicy).allows('list'),
      },
    })
  }

  async edit({ auth, bouncer, inertia, params }: HttpContext) {
    const group = await Group.findOrFail(params.id)
    await bouncer.with(GroupPolicy).authorize('update', group)
    const access = await auth.getUserOrFail().access()

    return inertia.render('management/groups/edit', {
      group: GroupTransformer.transform(group),
      permissions: [...permissions.names],
      mine: access.permissions,
    })
  }

  async update({ bouncer, params, request, response, session, t }: HttpContext) {
    const group = await Group.findOrFail(params.id)
    await bouncer.with(GroupPolicy).authorize('update', group)
    const { permissions: chosen = [], ...values } = await request.validateUsing(saveGroupValidator)
    const { added, removed } = group.changesTo(chosen)
    await bouncer.with(GroupPolicy).authorize('grant', [...added, ...removed])
    await Group.change([{ id: group.id, added, removed, values }])

    session.flash('success', t('groups.updated', { name: values.name }))
    return response.redirect().toRoute('management.groups.show', { id: group.id })
  }

  async destroy({ bouncer, params, request, response, session, t }: HttpContext) {
    const group = await Group.findOrFail(params.id)
    await bouncer.with(GroupPolicy).authorize('delete', group)
    await group.disband(AccountEvent.originOf(request))

    session.flash('success', t('groups.deleted', { name: group.name }))
    return response.redirect().toRoute('management.groups.index')
  }
}
