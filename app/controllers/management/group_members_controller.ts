import type { HttpContext } from '@adonisjs/core/http'
import { optionsOf } from '#lists/main'
import AccountEvent from '#models/account_event'
import Group from '#models/group'
import User from '#models/user'
import GroupPolicy from '#policies/group_policy'
import GroupTransformer from '#transformers/group_transformer'
import { addMembersValidator } from '#validators/group'

export default class GroupMembersController {
  async create({ bouncer, inertia, params }: HttpContext) {
    const group = await Group.findOrFail(params.group_id)
    await bouncer.with(GroupPolicy).authorize('update', group)

    return inertia.render('management/group_members/create', {
      group: GroupTransformer.transform(group),
      options: await optionsOf(Group.candidates(), 'email'),
    })
  }

  async store({ auth, bouncer, params, request, response, session, t }: HttpContext) {
    const group = await Group.findOrFail(params.group_id)
    await bouncer.with(GroupPolicy).authorize('update', group)
    const { members } = await request.validateUsing(addMembersValidator, {
      meta: { user: auth.getUserOrFail() },
    })
    const count = await group.add(members, AccountEvent.originOf(request))

    session.flash('success', t('groups.members_added', { count }))
    return response.redirect().toRoute('management.groups.show', { id: group.id })
  }

  async destroy({ bouncer, params, request, response, session, t }: HttpContext) {
    const group = await Group.findOrFail(params.group_id)
    await bouncer.with(GroupPolicy).authorize('update', group)
    const member = await User.findOrFail(params.id)
    await group.remove(member, AccountEvent.originOf(request))

    session.flash('success', t('groups.member_removed', { name: member.name, group: group.name }))
    return response.redirect().toRoute('management.groups.show', { id: group.id })
  }
}
