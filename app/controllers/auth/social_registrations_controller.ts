import type { HttpContext } from '@adonisjs/core/http'
import { PROVIDER_LABELS } from '#config/social_log_in'
import settings from '#settings'
import SocialSignUp from '#services/social_sign_up'
import { createSocialRegistrationValidator } from '#validators/social'

/**
 * The page that asks for what a provider does not tell, and for the terms.
 */
export default class SocialRegistrationsController {
  async create(ctx: HttpContext) {
    const { inertia, response, session } = ctx
    const draft = SocialSignUp.find(ctx)
    if (!draft || !settings.get('registration.isOpen')) return this.#startAgain(ctx)

    const { identity, isProven } = draft
    response.header('Cache-Control', 'no-store')
    return inertia.render('auth/social_registrations/create', {
      provider: PROVIDER_LABELS[identity.provider],
      name: session.flashMessages.get('name', draft.name ?? undefined) as string | undefined,
      email: session.flashMessages.get('email', draft.email ?? undefined) as string | undefined,
      isProven,
    })
  }

  async store(ctx: HttpContext) {
    const draft = SocialSignUp.find(ctx)
    if (!draft || !settings.get('registration.isOpen')) return this.#startAgain(ctx)

    const { isProven } = draft
    const meta = { isProven }
    const answers = await ctx.request.validateUsing(createSocialRegistrationValidator, { meta })
    return SocialSignUp.finish(ctx, draft, answers)
  }

  #startAgain({ response }: HttpContext) {
    return response.redirect().toRoute('registrations.create')
  }
}
