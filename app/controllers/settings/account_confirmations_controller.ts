import type { HttpContext } from '@adonisjs/core/http'
import SendAccountConfirmation from '#jobs/send_account_confirmation'
import RegistrationMail from '#models/registration_mail'
import { refuseUntilMail, secondsUntilMail, throttleMail } from '#start/mail_limiter'

/**
 * Asks a member to confirm the address, and sends the link again.
 */
export default class AccountConfirmationsController {
  async create({ auth, inertia, response }: HttpContext) {
    const { email, isConfirmed } = auth.getUserOrFail()
    if (isConfirmed) return response.redirect().toRoute('dashboard.index')
    const waits = [
      secondsUntilMail('confirmation', email),
      RegistrationMail.secondsUntilNext(email),
    ]
    return inertia.render('settings/account_confirmations/create', {
      wait: Math.max(...(await Promise.all(waits))),
    })
  }

  async store({ auth, response, session, t }: HttpContext) {
    const user = auth.getUserOrFail()
    if (user.isConfirmed) return response.redirect().toRoute('dashboard.index')

    refuseUntilMail(await RegistrationMail.secondsUntilNext(user.email))
    await throttleMail('confirmation', user.email)
    await SendAccountConfirmation.dispatch({ userId: user.id })
    session.flash('success', t('confirmation.sent', { email: user.email }))
    return response.redirect().toRoute('account_confirmations.create')
  }
}
