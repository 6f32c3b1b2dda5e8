import type { HttpContext } from '@adonisjs/core/http'
import SendPasswordReset from '#jobs/send_password_reset'
import PasswordReset from '#models/password_reset'
import { refuseUntilMail, throttleMail } from '#start/mail_limiter'

/**
 * The way of a member without a password, whose provider or passkey is not at hand: a link that sets a password.
 */
export default class PasswordLinksController {
  async store({ auth, response, session, t }: HttpContext) {
    const { id, email } = auth.getUserOrFail()
    refuseUntilMail(await PasswordReset.secondsUntilNext(id))
    await throttleMail('password_reset', email)
    await SendPasswordReset.dispatch({ email })

    session.flash('notice', t('social.password_link_sent', { email }))
    return response.redirect().toRoute('identity_confirmations.create')
  }
}
