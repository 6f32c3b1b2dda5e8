import type { HttpContext } from '@adonisjs/core/http'
import AccountEvent from '#models/account_event'
import EmailChange from '#models/email_change'
import { E_LINK_EXPIRED } from '#exceptions/link_expired_exception'

/**
 * The link that the new address of an account gets. Mail scanners open it too, so a person presses a button.
 */
export default class EmailChangeConfirmationsController {
  async edit({ inertia, params, response }: HttpContext) {
    const change = await EmailChange.findPending(params.token)
    if (!change) throw new E_LINK_EXPIRED()

    response.header('Cache-Control', 'no-store')
    return inertia.render('auth/email_change_confirmations/edit', {
      token: params.token as string,
      email: change.email,
    })
  }

  async update({ auth, params, request, response, session, t }: HttpContext) {
    const change = await EmailChange.confirm(params.token, AccountEvent.originOf(request))
    if (!change) throw new E_LINK_EXPIRED()

    session.flash('success', t('flash.email_changed', { email: change.email }))
    return response.redirect().toRoute(auth.user ? 'dashboard.index' : 'sessions.create')
  }
}
