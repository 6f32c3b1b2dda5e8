import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import type { HttpContext } from '@adonisjs/core/http'
import IdentityMiddleware from '#middleware/identity_middleware'
import PasskeyCeremony from '#services/passkey_ceremony'
import { createPasskeyCheckValidator } from '#validators/passkey'

/**
 * A passkey in the place of the password, before a sensitive act.
 */
export default class PasskeyIdentitiesController {
  async store(ctx: HttpContext) {
    const { auth, request, response, session, t } = ctx
    const { credential } = await request.validateUsing(createPasskeyCheckValidator)
    const answer = credential as AuthenticationResponseJSON
    const user = await PasskeyCeremony.verify(ctx, 'identity', answer)
    if (user?.id !== auth.getUserOrFail().id) {
      session.flash('formError', t('flash.passkey_refused'))
      return response.redirect().toRoute('identity_confirmations.create')
    }

    IdentityMiddleware.confirm(session)
    return response.redirect().toPath(session.pullIntendedUrl() ?? '/dashboard')
  }
}
