import type { HttpContext } from '@adonisjs/core/http'
import { logInCode } from '#config/auth'
import { activeProviders } from '#config/social_log_in'
import AccountEvent from '#models/account_event'
import PasswordLogIn from '#models/password_log_in'
import IdentityMiddleware from '#middleware/identity_middleware'
import PendingLogIn from '#services/pending_log_in'
import ProviderTransformer from '#transformers/provider_transformer'
import { createSessionValidator } from '#validators/auth'
import { knownDevice } from '#http/account/known_devices'
import BrowserSession from '#services/browser_session'
import { forgiveAccount, throttleAccount } from '#start/limiter'

export default class SessionsController {
  /** The address comes from a refused form, or with the other ways in from the account that has just got a new password. */
  async create({ inertia, session }: HttpContext) {
    return inertia.render('auth/sessions/create', {
      email: session.flashMessages.get('email') as string | undefined,
      waysIn: session.flashMessages.get('waysIn', []) as string[],
      hasLogInCodes: logInCode.isOn,
      providers: activeProviders().map((name) => new ProviderTransformer(name).toObject()),
    })
  }

  async store(ctx: HttpContext) {
    const { request, response, session } = ctx
    const { email, password, remember } = await request.validateUsing(createSessionValidator)
    const device = await knownDevice(ctx, email)
    await throttleAccount('session', email, device)
    const user = await PasswordLogIn.authenticate(email, password, AccountEvent.originOf(request))
    await forgiveAccount('session', email, device)
    if (user.hasSecondFactor) return PendingLogIn.begin(ctx, user, { remember })

    await BrowserSession.logIn(ctx, user, { remember })
    IdentityMiddleware.confirm(session)
    return response.redirect().toPath(session.pullIntendedUrl() ?? '/dashboard')
  }

  async destroy(ctx: HttpContext) {
    const { response, session, t } = ctx
    await BrowserSession.logOut(ctx)

    session.flash({ success: t('flash.logged_out'), clearHistory: true })
    return response.redirect().toRoute('sessions.create')
  }
}
