import type { HttpContext } from '@adonisjs/core/http'
import IdentityMiddleware from '#middleware/identity_middleware'
import AccountEvent from '#models/account_event'
import PasswordCheck from '#models/password_check'
import SecondFactor from '#models/second_factor'
import SocialIdentity from '#models/social_identity'
import type User from '#models/user'
import ProviderTransformer from '#transformers/provider_transformer'
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
      hasPassword: user.hasPassword,
      hasPasskeys: passkeys > 0,
      providers: await this.#providersOf(user),
    })
  }

  async store({ auth, request, response, session }: HttpContext) {
    const user = auth.getUserOrFail()
    await throttleAccount('identity', user.email)
    await PasswordCheck.run(user, AccountEvent.originOf(request), () =>
      request.validateUsing(createIdentityConfirmationValidator, { meta: { user } })
    )
    await forgiveAccount('identity', user.email)

    IdentityMiddleware.confirm(session)
    return response.redirect().toPath(session.pullIntendedUrl() ?? '/dashboard')
  }

  /** Many providers log in without a question, so a password is the better proof where there is one. */
  async #providersOf(user: User) {
    const names = user.hasPassword ? [] : await SocialIdentity.providersOf(user)
    return names.map((name) => new ProviderTransformer(name).toObject())
  }
}
