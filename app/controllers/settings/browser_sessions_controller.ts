import type { HttpContext } from '@adonisjs/core/http'
import AccountEvent from '#models/account_event'
import { endSession, sessionsOf } from '#http/account/account_sessions'
import BrowserSessionTransformer from '#transformers/browser_session_transformer'

/** The browsers in which a member is logged in. */
export default class BrowserSessionsController {
  async index({ auth, inertia, session }: HttpContext) {
    const sessions = await sessionsOf(auth.getUserOrFail().id, session.sessionId)
    return inertia.render('settings/browser_sessions/index', {
      sessions: sessions.map((one) => new BrowserSessionTransformer(one).toObject()),
    })
  }

  /** A session that has ended by itself meanwhile, or never was this member's, gets the same answer. */
  async destroy({ auth, params, request, response, session, t }: HttpContext) {
    const user = auth.getUserOrFail()
    if (await endSession(user.id, params.id)) {
      await user.recordEvent('session_ended', AccountEvent.originOf(request))
    }

    session.flash('success', t('flash.session_is_over'))
    return response.redirect().toRoute('browser_sessions.index')
  }
}
