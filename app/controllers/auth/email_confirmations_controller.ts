import type { HttpContext } from '@adonisjs/core/http'
import AccountEvent from '#models/account_event'
import User from '#models/user'
import { E_LINK_EXPIRED } from '#exceptions/link_expired_exception'
import { createEmailConfirmationValidator } from '#validators/auth'
import { throttleAccount } from '#start/limiter'

export default class EmailConfirmationsController {
  async create({ inertia, session }: HttpContext) {
    return inertia.render('auth/email_confirmations/create', {
      email: session.flashMessages.get('email') as string | undefined,
    })
  }

  async store({ request, response, session, t }: HttpContext) {
    const { email } = await request.validateUsing(createEmailConfirmationValidator)
    await throttleAccount('confirmation', email)
    await User.resendConfirmation(email)

    session.flash({ email, success: t('flash.confirmation_sent') })
    return response.redirect().toRoute('email_confirmations.create')
  }

  /**
   * The link of the welcome mail. A HEAD request, as link checkers make it, spends nothing.
   */
  async show({ auth, params, request, response, session, t }: HttpContext) {
    if (!request.hasValidSignature('confirm-email')) throw new E_LINK_EXPIRED()
    if (request.method() === 'HEAD') return response.noContent()

    const origin = AccountEvent.originOf(request)
    const user = await User.confirm(Number(params.id), request.input('key', ''), origin)
    if (!user) throw new E_LINK_EXPIRED()

    await auth.use('web').login(user)
    await user.recordEvent('signed_in', origin)
    session.flash('success', t('flash.confirmed'))
    return response.redirect().toRoute('dashboard.index')
  }
}
