import { errors } from '@vinejs/vine'
import type { HttpContext } from '@adonisjs/core/http'
import Group from '#models/group'
import Invitation from '#models/invitation'
import GroupPolicy from '#policies/group_policy'
import InvitationPolicy from '#policies/invitation_policy'
import GroupTransformer from '#transformers/group_transformer'
import InvitationTransformer from '#transformers/invitation_transformer'
import { createInvitationValidator, listInvitationsValidator } from '#validators/invitation'

export default class InvitationsController {
  async index({ bouncer, inertia, request }: HttpContext) {
    await bouncer.with(InvitationPolicy).authorize('list')
    const { filters, choice } = await request.choose(listInvitationsValidator)
    const { rows, metadata } = await Invitation.list({ ...filters })
    return inertia.render('management/invitations/index', {
      choice,
      invitations: InvitationTransformer.paginate(rows, metadata),
    })
  }

  async create({ auth, bouncer, inertia }: HttpContext) {
    await bouncer.with(InvitationPolicy).authorize('create')
    const groups = await Group.reachableBy(auth.getUserOrFail())
    return inertia.render('management/invitations/create', {
      groups: GroupTransformer.transform(groups).useVariant('forChoice'),
    })
  }

  async store({ auth, bouncer, request, response, session, t }: HttpContext) {
    await bouncer.with(InvitationPolicy).authorize('create')
    const { groups = [], ...invited } = await request.validateUsing(createInvitationValidator)
    for (const group of await Group.findMany(groups)) {
      await bouncer.with(GroupPolicy).authorize('update', group)
    }
    const invitation = await Invitation.invite(
      { ...invited, groupIds: groups },
      auth.getUserOrFail()
    )
    if (!invitation) {
      const message = t('invitations.taken')
      throw new errors.E_VALIDATION_ERROR([{ field: 'email', rule: 'taken', message }])
    }

    session.flash('success', t('invitations.sent', { email: invitation.email }))
    return response.redirect().toRoute('management.invitations.index')
  }

  async destroy({ bouncer, params, response, session, t }: HttpContext) {
    const invitation = await Invitation.findOrFail(params.id)
    await bouncer.with(InvitationPolicy).authorize('delete', invitation)
    await invitation.delete()

    session.flash('success', t('invitations.revoked', { email: invitation.email }))
    return response.redirect().toRoute('management.invitations.index')
  }
}
