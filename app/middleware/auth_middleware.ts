import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/**
 * Lets only accounts pass. Nothing behind the login may stay in a cache.
 */
export default class AuthMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    await ctx.auth.authenticateUsing(['web'])
    ctx.response.header('Cache-Control', 'no-store')
    return next()
  }
}
