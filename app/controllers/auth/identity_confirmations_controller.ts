import type { HttpContext } from '@adonisjs/core/http'
import IdentityMiddleware from '#middleware/identity_middleware'
import SecondFactor from '#models/second_factor'
import { createIdentityConfirmationValidator } from '#validators/auth'
import { forgiveAccount, throttleAccount } from '#start/limiter'

/**
 * The page on which a member shows again who they are: see app/middleware/identity_middleware.ts.
 */
export default class IdentityConfirmationsController {
  async create({ auth, inertia }: HttpContext) {
    const user = auth.getUserOrFail()
    const { passkeys } = await SecondFactor.summaryOf(user)
    return inertia.render('auth/identity_confirmations/create', {
      email: user.email,
      hasPasskeys: passkeys > 0,
    })
  }

  async store({ auth, request, response, session }: HttpContext) {
    const user = auth.getUserOrFail()
    await throttleAccount('identity', user.email)
    await request.validateUsing(createIdentityConfirmationValidator, { meta: { user } })
    await forgiveAccount('identity', user.email)

    IdentityMiddleware.confirm(session)
    return response.redirect().toPath(session.pullIntendedUrl() ?? '/dashboard')
  }
}
