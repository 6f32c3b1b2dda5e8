import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/**
 * Leads a member whose account needs a second factor to the page that sets one up. Only the owner
 * can do that, so it does not stop somebody who impersonates the account.
 */
export default class SecondFactorMiddleware {
  async handle({ auth, impersonation, response }: HttpContext, next: NextFn) {
    const user = auth.getUserOrFail()
    if (impersonation || user.hasSecondFactor || !(await user.needsSecondFactor())) return next()
    return response.redirect().toRoute('second_factors.show')
  }
}
