import { errors } from '@vinejs/vine'
import type { HttpContext } from '@adonisjs/core/http'
import AccountEvent from '#models/account_event'
import LogInCode from '#models/log_in_code'
import type User from '#models/user'
import BrowserSession from '#services/browser_session'
import PendingCode from '#services/pending_code'
import PendingLogIn from '#services/pending_log_in'
import { createLogInCodeCheckValidator } from '#validators/log_in_code'
import { knownDevice } from '#http/account/known_devices'
import { forgiveMail, secondsUntilMail } from '#start/mail_limiter'

/**
 * The page that takes the code of the mail, in the browser that asked for it.
 */
export default class LogInCodeChecksController {
  /** The mail leads here too, perhaps in another browser or by a mail scanner, so opening it uses up no code. */
  async create(ctx: HttpContext) {
    const pending = PendingCode.of(ctx)
    if (!pending) return PendingCode.askAgain(ctx)

    const { email } = pending
    ctx.response.header('Cache-Control', 'no-store')
    return ctx.inertia.render('auth/log_in_code_checks/create', {
      email,
      wait: await secondsUntilMail('log_in_code', email, await knownDevice(ctx, email)),
    })
  }

  async store(ctx: HttpContext) {
    const { request, t } = ctx
    const pending = PendingCode.of(ctx)
    if (!pending) return PendingCode.askAgain(ctx)

    const { code, remember } = await request.validateUsing(createLogInCodeCheckValidator)
    const result = await LogInCode.redeem(pending, code, AccountEvent.originOf(request))
    if (result === 'dead') return PendingCode.askAgain(ctx)
    if (result === 'wrong') {
      const message = t('log_in_codes.check.wrong')
      throw new errors.E_VALIDATION_ERROR([{ field: 'code', rule: 'wrong', message }])
    }
    return this.#logIn(ctx, result, remember)
  }

  /** The code does not confirm the identity for sensitive acts: they ask for the password or a passkey. */
  async #logIn(ctx: HttpContext, user: User, remember?: boolean) {
    const { response, session } = ctx
    PendingCode.forget(ctx)
    await forgiveMail('log_in_code', user.email, await knownDevice(ctx, user.email))
    if (user.hasSecondFactor) {
      return PendingLogIn.begin(ctx, user, { remember, confirmsIdentity: false })
    }

    await BrowserSession.logIn(ctx, user, { remember })
    return response.redirect().toPath(session.pullIntendedUrl() ?? '/dashboard')
  }
}
