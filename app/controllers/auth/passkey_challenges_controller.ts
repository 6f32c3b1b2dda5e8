import type { HttpContext } from '@adonisjs/core/http'
import { errors } from '@adonisjs/auth'
import PasskeyCeremony from '#services/passkey_ceremony'
import PendingLogIn from '#services/pending_log_in'
import { createPasskeyChallengeValidator } from '#validators/passkey'

export default class PasskeyChallengesController {
  /**
   * The options with which the browser asks for a passkey.
   * @throws E_UNAUTHORIZED_ACCESS if nobody is known by now, for a purpose that needs it
   */
  async store(ctx: HttpContext) {
    const { purpose } = await ctx.request.validateUsing(createPasskeyChallengeValidator)
    ctx.response.header('Cache-Control', 'no-store')
    if (purpose === 'log_in') return PasskeyCeremony.options(ctx, purpose)

    const pending = purpose === 'second_factor' ? await PendingLogIn.find(ctx) : null
    const user = purpose === 'identity' ? ctx.auth.user : pending?.user
    if (user) return PasskeyCeremony.options(ctx, purpose, user)
    throw new errors.E_UNAUTHORIZED_ACCESS('No log-in', { guardDriverName: 'session' })
  }
}
