import type { HttpContext } from '@adonisjs/core/http'
import AccountDeletion from '#models/account_deletion'
import AccountEvent from '#models/account_event'
import { LinkExpiredException } from '#exceptions/link_expired_exception'

/**
 * The link in the mail about a deletion. Mail scanners open it too, so a person presses a button. It logs nobody in.
 */
export default class AccountDeletionReversalsController {
  async edit({ inertia, params, response }: HttpContext) {
    const user = await AccountDeletion.findPending(params.token)
    if (!user) throw new LinkExpiredException('deletion_undo')

    response.header('Cache-Control', 'no-store')
    return inertia.render('auth/account_deletion_reversals/edit', {
      token: params.token as string,
      email: user.email,
      deletesAt: user.deletesAt!.toMillis(),
    })
  }

  async update({ auth, params, request, response, session, t }: HttpContext) {
    const user = await AccountDeletion.undo(params.token, AccountEvent.originOf(request))
    if (!user) throw new LinkExpiredException('deletion_undo')

    session.flash('success', t('flash.deletion_undone'))
    return response.redirect().toRoute(auth.user ? 'dashboard.index' : 'sessions.create')
  }
}
