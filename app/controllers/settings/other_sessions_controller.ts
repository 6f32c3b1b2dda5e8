import type { HttpContext } from '@adonisjs/core/http'
import AccountEvent from '#models/account_event'
import { endOtherSessions } from '#http/account/account_sessions'

export default class OtherSessionsController {
  /** Logs out every browser but this one. */
  async destroy({ auth, request, response, session, t }: HttpContext) {
    const user = auth.getUserOrFail()
    await endOtherSessions(user.id, session.sessionId)
    await user.recordEvent('other_sessions_ended', AccountEvent.originOf(request))

    session.flash('success', t('flash.other_sessions_ended'))
    return response.redirect().toRoute('browser_sessions.index')
  }
}
