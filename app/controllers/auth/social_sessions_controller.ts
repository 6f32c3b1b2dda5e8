import type { HttpContext } from '@adonisjs/core/http'
import SocialLogIn from '#services/social_log_in'
import { createSocialSessionValidator } from '#validators/social'

export default class SocialSessionsController {
  /** Leads to the provider, which leads back to SocialCallbacksController. */
  async store(ctx: HttpContext) {
    const { remember } = await ctx.request.validateUsing(createSocialSessionValidator)
    return SocialLogIn.begin(ctx, 'log_in', remember)
  }
}
