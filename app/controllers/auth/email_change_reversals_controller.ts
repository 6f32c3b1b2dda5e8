import type { HttpContext } from '@adonisjs/core/http'
import AccountEvent from '#models/account_event'
import EmailChange from '#models/email_change'
import { LinkExpiredException } from '#exceptions/link_expired_exception'
import BrowserSession from '#services/browser_session'

/**
 * The link that the former address of an account gets. Mail scanners open it too, so a person presses a button.
 */
export default class EmailChangeReversalsController {
  async edit({ inertia, params, response }: HttpContext) {
    const change = await EmailChange.findUndoable(params.token)
    if (!change) throw new LinkExpiredException('email_change_undo')

    response.header('Cache-Control', 'no-store')
    return inertia.render('auth/email_change_reversals/edit', {
      token: params.token as string,
      email: change.formerEmail,
    })
  }

  async update(ctx: HttpContext) {
    const { params, request, response, session, t } = ctx
    const change = await EmailChange.undo(params.token, AccountEvent.originOf(request))
    if (!change) throw new LinkExpiredException('email_change_undo')

    await BrowserSession.logOut(ctx)
    session.flash({ success: t('flash.email_change_undone'), clearHistory: true })
    return response.redirect().toRoute('sessions.create')
  }
}
