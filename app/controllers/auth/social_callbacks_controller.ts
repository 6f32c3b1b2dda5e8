import type { HttpContext } from '@adonisjs/core/http'
import AccountEvent from '#models/account_event'
import SocialIdentity from '#models/social_identity'
import IdentityMiddleware from '#middleware/identity_middleware'
import BrowserSession from '#services/browser_session'
import PendingLogIn from '#services/pending_log_in'
import SocialLogIn, { type Stranger } from '#services/social_log_in'
import SocialSignUp from '#services/social_sign_up'

/**
 * The address to which a provider leads back, whatever the purpose.
 */
export default class SocialCallbacksController {
  async show(ctx: HttpContext) {
    const { failure, purpose, remember, stranger } = await SocialLogIn.finish(ctx)
    if (failure) return SocialLogIn.goBack(ctx, purpose, failure)
    if (purpose === 'link') return this.#link(ctx, stranger)
    if (purpose === 'identity') return this.#confirm(ctx, stranger)
    return this.#logIn(ctx, stranger, remember)
  }

  async #logIn(ctx: HttpContext, stranger: Stranger, remember: boolean) {
    const { request, response, session } = ctx
    const identity = await SocialIdentity.findOwn(stranger.identity)
    if (!identity) return SocialSignUp.begin(ctx, stranger)

    const { user } = identity
    if (!user.canLogIn) return SocialLogIn.goBack(ctx, 'log_in', 'refused')
    await identity.use(AccountEvent.originOf(request))
    if (user.hasSecondFactor) {
      return PendingLogIn.begin(ctx, user, { remember, confirmsIdentity: false })
    }

    await BrowserSession.logIn(ctx, user, { remember })
    return response.redirect().toPath(session.pullIntendedUrl() ?? '/dashboard')
  }

  async #link(ctx: HttpContext, { identity }: Stranger) {
    const { auth, request, response, session, t } = ctx
    const user = auth.getUserOrFail()
    const linking = await SocialIdentity.link(user, identity, AccountEvent.originOf(request))
    if (linking === 'taken') return SocialLogIn.goBack(ctx, 'link', 'taken')

    const { label: provider } = SocialLogIn.providerOf(ctx)
    session.flash('success', t(`social.${linking}`, { provider }))
    return response.redirect().toRoute('social_identities.index')
  }

  async #confirm(ctx: HttpContext, stranger: Stranger) {
    const { auth, request, response, session } = ctx
    const identity = await SocialIdentity.findOwn(stranger.identity)
    if (identity?.userId !== auth.getUserOrFail().id) {
      return SocialLogIn.goBack(ctx, 'identity', 'other')
    }

    await identity.use(AccountEvent.originOf(request))
    IdentityMiddleware.confirm(session)
    return response.redirect().toPath(session.pullIntendedUrl() ?? '/dashboard')
  }
}
