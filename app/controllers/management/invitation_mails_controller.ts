import type { HttpContext } from '@adonisjs/core/http'
import Invitation from '#models/invitation'
import InvitationPolicy from '#policies/invitation_policy'

export default class InvitationMailsController {
  /** Sends the mail of an invitation again, with a new link. */
  async store({ auth, bouncer, params, response, session, t }: HttpContext) {
    const invitation = await Invitation.findOrFail(params.invitation_id)
    await bouncer.with(InvitationPolicy).authorize('update', invitation)
    const isSent = await invitation.renew(auth.getUserOrFail())

    if (isSent) session.flash('success', t('invitations.sent', { email: invitation.email }))
    else session.flash('error', t('invitations.taken'))
    return response.redirect().toRoute('management.invitations.index')
  }
}
