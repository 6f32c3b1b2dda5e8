import type { HttpContext } from '@adonisjs/core/http'
import SendPasswordReset from '#jobs/send_password_reset'
import User from '#models/user'
import UserPolicy from '#policies/user_policy'
import { throttleMail } from '#start/mail_limiter'

/** Sends the mail of a forgotten password. */
export default class UserPasswordResetsController {
  async store({ bouncer, params, response, session, t }: HttpContext) {
    const account = await User.findOrFail(params.user_id)
    await bouncer.with(UserPolicy).authorize('update', account)
    await throttleMail('password_reset', account.email)
    await SendPasswordReset.dispatch({ email: account.email })

    session.flash('success', t('users.reset_sent', { email: account.email }))
    return response.redirect().toRoute('management.users.show', { id: account.id })
  }
}
