import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/**
 * Redirects logged-in users away from guest pages.
 */
export default class GuestMiddleware {
  handle({ auth, response }: HttpContext, next: NextFn) {
    return auth.user ? response.redirect().toRoute('dashboard.index') : next()
  }
}
