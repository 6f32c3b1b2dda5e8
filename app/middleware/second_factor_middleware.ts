import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/**
 * Leads a member whose account needs a second factor to the page that sets one up.
 */
export default class SecondFactorMiddleware {
  async handle({ auth, response }: HttpContext, next: NextFn) {
    const user = auth.getUserOrFail()
    if (user.hasSecondFactor || !(await user.needsSecondFactor())) return next()
    return response.redirect().toRoute('second_factors.show')
  }
}
