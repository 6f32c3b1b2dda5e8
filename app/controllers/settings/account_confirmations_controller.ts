import type { HttpContext } from '@adonisjs/core/http'
import SendAccountConfirmation from '#jobs/send_account_confirmation'
import { throttleAccount } from '#start/limiter'

/**
 * Asks a member to confirm the address, and sends the link again.
 */
export default class AccountConfirmationsController {
  async create({ auth, inertia, response }: HttpContext) {
    if (auth.getUserOrFail().isConfirmed) return response.redirect().toRoute('dashboard.index')
    return inertia.render('settings/account_confirmations/create', {})
  }

  async store({ auth, response, session, t }: HttpContext) {
    const user = auth.getUserOrFail()
    if (user.isConfirmed) return response.redirect().toRoute('dashboard.index')

    await throttleAccount('confirmation', user.email)
    await SendAccountConfirmation.dispatch({ userId: user.id })
    session.flash('success', t('confirmation.sent', { email: user.email }))
    return response.redirect().toRoute('account_confirmations.create')
  }
}
