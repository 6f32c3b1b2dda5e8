import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import type { HttpContext } from '@adonisjs/core/http'
import PasskeyCeremony from '#services/passkey_ceremony'
import PendingLogIn from '#services/pending_log_in'
import { createPasskeyCheckValidator } from '#validators/passkey'

/**
 * A passkey as the second factor after the password.
 */
export default class PasskeyChecksController {
  async store(ctx: HttpContext) {
    const { request, response, session, t } = ctx
    const pending = await PendingLogIn.find(ctx)
    if (!pending) return PendingLogIn.startAgain(ctx)

    const { credential } = await request.validateUsing(createPasskeyCheckValidator)
    const answer = credential as AuthenticationResponseJSON
    const user = await PasskeyCeremony.verify(ctx, 'second_factor', answer)
    if (user?.id === pending.user.id) {
      return PendingLogIn.finish(ctx, { ...pending, confirmsIdentity: true })
    }

    session.flash('formError', t('flash.passkey_refused'))
    return response.redirect().toRoute('second_factor_checks.create')
  }
}
