import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/**
 * Who is logged in has no use for the pages that log in.
 */
export default class GuestMiddleware {
  handle({ auth, response }: HttpContext, next: NextFn) {
    return auth.user ? response.redirect().toRoute('dashboard.index') : next()
  }
}
