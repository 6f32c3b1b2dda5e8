import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/**
 * Looks up who is logged in. A guest without a session or remember-me cookie costs no query.
 */
export default class AccountMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const { auth, request, session } = ctx
    if (session.has('auth_web') || request.cookiesList()['remember_web']) await auth.check()
    if (auth.user) ctx.logger = ctx.logger.child({ user_id: auth.user.id })
    return next()
  }
}
