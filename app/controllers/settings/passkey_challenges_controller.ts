import type { HttpContext } from '@adonisjs/core/http'
import PasskeyCeremony from '#services/passkey_ceremony'

export default class PasskeyChallengesController {
  /** The options with which the browser makes a new passkey. */
  async store(ctx: HttpContext) {
    return PasskeyCeremony.registrationOptions(ctx, ctx.auth.getUserOrFail())
  }
}
