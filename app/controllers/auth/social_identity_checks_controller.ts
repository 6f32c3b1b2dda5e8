import type { HttpContext } from '@adonisjs/core/http'
import SocialLogIn from '#services/social_log_in'

/**
 * A provider in the place of the password, before a sensitive act.
 */
export default class SocialIdentityChecksController {
  async store(ctx: HttpContext) {
    return SocialLogIn.begin(ctx, 'identity')
  }
}
