import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { AccountSessionStore } from '#http/account/session_store'
import { REMEMBER_COOKIE } from '#http/account/web_guard'

/**
 * Loads the account that is logged in. A guest without a session or remember-me cookie costs no query; an account costs
 * none of its own, because it was read together with its session. Personal answers must not be cached.
 */
export default class AccountMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const { auth, request, session } = ctx
    const isRemembered = Boolean(request.cookiesList()[REMEMBER_COOKIE])
    if (session.has('auth_web') || isRemembered) {
      await this.#useAccountOfSession(ctx)
      await auth.check()
    }
    if (isRemembered && !auth.user) ctx.response.clearCookie(REMEMBER_COOKIE)
    if (auth.user) ctx.logger.pino.setBindings({ user_id: auth.user.id })
    if (this.#isPersonal(ctx)) ctx.response.header('Cache-Control', 'no-store')
    return next()
  }

  /** A flash message may contain text that a guest typed. */
  #isPersonal({ auth, session }: HttpContext) {
    return auth.user !== undefined || !session.flashMessages.isEmpty
  }

  /** Hands the account to the guard, which would otherwise query it again. */
  async #useAccountOfSession(ctx: HttpContext) {
    const account = AccountSessionStore.of(ctx)?.account
    if (account && account.id === ctx.session.get('auth_web')) {
      await ctx.auth.use('web').restore(account)
    }
  }
}
