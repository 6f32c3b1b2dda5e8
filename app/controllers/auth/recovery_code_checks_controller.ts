import { errors } from '@vinejs/vine'
import type { HttpContext } from '@adonisjs/core/http'
import AccountEvent from '#models/account_event'
import RecoveryCode from '#models/recovery_code'
import PendingLogIn from '#services/pending_log_in'
import { createRecoveryCodeCheckValidator } from '#validators/second_factor'
import { forgiveSecondFactor, throttleSecondFactor } from '#start/limiter'

/**
 * The way into an account whose second factor is lost.
 */
export default class RecoveryCodeChecksController {
  async create(ctx: HttpContext) {
    const { inertia, response } = ctx
    const pending = await PendingLogIn.find(ctx)
    if (!pending) return PendingLogIn.startAgain(ctx)

    response.header('Cache-Control', 'no-store')
    return inertia.render('auth/recovery_code_checks/create', { email: pending.user.email })
  }

  async store(ctx: HttpContext) {
    const { request, t } = ctx
    const pending = await PendingLogIn.find(ctx)
    if (!pending) return PendingLogIn.startAgain(ctx)

    const { user } = pending
    await throttleSecondFactor(user.id)
    const { recoveryCode } = await request.validateUsing(createRecoveryCodeCheckValidator)
    if (!(await RecoveryCode.spend(user, recoveryCode, AccountEvent.originOf(request)))) {
      const message = t('validator.shared.messages.recoveryCode')
      throw new errors.E_VALIDATION_ERROR([
        { field: 'recoveryCode', rule: 'recoveryCode', message },
      ])
    }
    await forgiveSecondFactor(user.id)
    return PendingLogIn.finish(ctx, pending)
  }
}
