import type { HttpContext } from '@adonisjs/core/http'
import LogInCode from '#models/log_in_code'
import PendingCode from '#services/pending_code'
import { createLogInCodeValidator } from '#validators/log_in_code'
import { knownDevice } from '#http/account/known_devices'
import { throttleMail } from '#start/mail_limiter'

/**
 * Asks for a code that logs in without a password.
 */
export default class LogInCodesController {
  async create({ inertia, session }: HttpContext) {
    return inertia.render('auth/log_in_codes/create', {
      email: session.flashMessages.get('email') as string | undefined,
      isCodeDead: session.flashMessages.has('codeIsDead'),
    })
  }

  /** The answer is the same for every address, so that nobody can find out which addresses have an account. */
  async store(ctx: HttpContext) {
    const { request, response, session, t } = ctx
    const { email } = await request.validateUsing(createLogInCodeValidator)
    await throttleMail('log_in_code', email, await knownDevice(ctx, email))
    const former = PendingCode.of(ctx)
    PendingCode.keep(ctx, await LogInCode.ask(email, former))
    if (former?.email === email) session.flash('success', t('resend.code_sent'))
    return response.redirect().toRoute('log_in_code_checks.create')
  }
}
