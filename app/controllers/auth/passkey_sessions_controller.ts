import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import type { HttpContext } from '@adonisjs/core/http'
import IdentityMiddleware from '#middleware/identity_middleware'
import BrowserSession from '#services/browser_session'
import PasskeyCeremony from '#services/passkey_ceremony'
import { createPasskeySessionValidator } from '#validators/passkey'

/**
 * The log-in without a password. The device has checked its owner, so the passkey is both factors.
 */
export default class PasskeySessionsController {
  async store(ctx: HttpContext) {
    const { request, response, session, t } = ctx
    const { credential, remember } = await request.validateUsing(createPasskeySessionValidator)
    const answer = credential as AuthenticationResponseJSON
    const user = await PasskeyCeremony.verify(ctx, 'log_in', answer)
    if (!user?.canLogIn) {
      session.flash('formError', t('flash.passkey_refused'))
      return response.redirect().toRoute('sessions.create')
    }

    await BrowserSession.logIn(ctx, user, { remember })
    IdentityMiddleware.confirm(session)
    return response.redirect().toPath(session.pullIntendedUrl() ?? '/dashboard')
  }
}
