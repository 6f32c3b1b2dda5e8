import type { HttpContext } from '@adonisjs/core/http'
import { activeProviders, PROVIDER_LABELS } from '#config/social_log_in'
import AccountEvent from '#models/account_event'
import SocialIdentity from '#models/social_identity'
import SocialLogIn from '#services/social_log_in'
import ProviderTransformer from '#transformers/provider_transformer'
import SocialIdentityTransformer from '#transformers/social_identity_transformer'

export default class SocialIdentitiesController {
  async index({ auth, inertia }: HttpContext) {
    const user = auth.getUserOrFail()
    const identities = await SocialIdentity.of(user)
    return inertia.render('settings/social_identities/index', {
      hasPassword: user.hasPassword,
      identities: identities.map((one) => new SocialIdentityTransformer(one).toObject()),
      providers: activeProviders().map((name) => new ProviderTransformer(name).toObject()),
    })
  }

  /** Leads to the provider, which leads back to SocialCallbacksController. */
  async store(ctx: HttpContext) {
    return SocialLogIn.begin(ctx, 'link')
  }

  async destroy({ auth, params, request, response, session, t }: HttpContext) {
    const { id: userId } = auth.getUserOrFail()
    const identity = await SocialIdentity.query().where({ id: params.id, userId }).firstOrFail()
    const isRemoved = await identity.unlink(AccountEvent.originOf(request))

    const provider = PROVIDER_LABELS[identity.provider]
    if (isRemoved) session.flash('success', t('social.unlinked', { provider }))
    else session.flash('error', t('social.last_way_in'))
    return response.redirect().toRoute('social_identities.index')
  }
}
