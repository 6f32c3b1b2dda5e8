import { errors } from '@vinejs/vine'
import type { HttpContext } from '@adonisjs/core/http'
import AccountEvent from '#models/account_event'
import Authenticator from '#models/authenticator'
import SecondFactor from '#models/second_factor'
import PendingLogIn from '#services/pending_log_in'
import { createSecondFactorCheckValidator } from '#validators/second_factor'
import { forgiveSecondFactor, throttleSecondFactor } from '#start/limiter'

/**
 * The page between the right password and the log-in of an account with a second factor.
 */
export default class SecondFactorChecksController {
  async create(ctx: HttpContext) {
    const { inertia, response } = ctx
    const pending = await PendingLogIn.find(ctx)
    if (!pending) return PendingLogIn.startAgain(ctx)

    const { hasAuthenticator, passkeys, codesLeft } = await SecondFactor.summaryOf(pending.user)
    response.header('Cache-Control', 'no-store')
    return inertia.render('auth/second_factor_checks/create', {
      email: pending.user.email,
      hasAuthenticator,
      hasPasskeys: passkeys > 0,
      hasCodes: codesLeft > 0,
    })
  }

  async store(ctx: HttpContext) {
    const { request, t } = ctx
    const pending = await PendingLogIn.find(ctx)
    if (!pending) return PendingLogIn.startAgain(ctx)

    const { user } = pending
    await throttleSecondFactor(user.id)
    const { code } = await request.validateUsing(createSecondFactorCheckValidator)
    if (!(await Authenticator.spend(user, code, AccountEvent.originOf(request)))) {
      const message = t('validator.shared.messages.oneTimeCode')
      throw new errors.E_VALIDATION_ERROR([{ field: 'code', rule: 'oneTimeCode', message }])
    }
    await forgiveSecondFactor(user.id)
    return PendingLogIn.finish(ctx, pending)
  }
}
