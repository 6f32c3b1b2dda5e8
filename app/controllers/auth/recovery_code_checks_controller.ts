import type { HttpContext } from '@adonisjs/core/http'
import AccountEvent from '#models/account_event'
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
    const pending = await PendingLogIn.find(ctx)
    if (!pending) return PendingLogIn.startAgain(ctx)

    const { user } = pending
    await throttleSecondFactor(user.id)
    const meta = { user, origin: AccountEvent.originOf(ctx.request) }
    await ctx.request.validateUsing(createRecoveryCodeCheckValidator, { meta })
    await forgiveSecondFactor(user.id)
    return PendingLogIn.finish(ctx, pending)
  }
}
