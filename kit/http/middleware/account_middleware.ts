import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { isInBackground } from '#http/background'
import { timeoutOf } from '#http/account/session_end'
import { AccountSessionStore } from '#http/account/session_store'
import { REMEMBER_COOKIE } from '#http/account/web_guard'

/**
 * Loads the account that is logged in. A guest without a session or remember-me cookie costs no query; an account costs
 * none of its own, because it was read together with its session. Personal answers must not be cached.
 */
export default class AccountMiddleware {
  static #withEndedSessions = new WeakSet<HttpContext>()

  /** Whether the request brings the cookie of a session that has ended, so that nobody is logged in any more. */
  static hasEndedSession(ctx: HttpContext) {
    return this.#withEndedSessions.has(ctx)
  }

  async handle(ctx: HttpContext, next: NextFn) {
    const { auth, request, session } = ctx
    const isRemembered = !isInBackground(ctx) && Boolean(request.cookiesList()[REMEMBER_COOKIE])
    if (session.has('auth_web') || isRemembered) {
      await this.#useAccountOfSession(ctx)
      await auth.check()
      await this.#refuseFormerGeneration(ctx)
      if (auth.user) this.#keepRemembered(ctx)
    }
    if (!auth.user) this.#noteEnd(ctx, isRemembered)
    if (auth.user) ctx.logger.pino.setBindings({ user_id: auth.user.id })
    if (this.#isPersonal(ctx)) ctx.response.header('Cache-Control', 'no-store')
    return next()
  }

  /** A flash message may contain text that a guest typed. */
  #isPersonal({ auth, session }: HttpContext) {
    return auth.user !== undefined || !session.flashMessages.isEmpty
  }

  /** A log-in that began before all sessions of its account were ended has to be made again. */
  async #refuseFormerGeneration(ctx: HttpContext) {
    const guard = ctx.auth.use('web')
    if (!guard.user || guard.isCurrent) return

    await guard.logout()
    ctx.session.clear()
    ctx.session.regenerate()
    AccountMiddleware.#withEndedSessions.add(ctx)
  }

  /** The browser keeps the cookie for as long as the database keeps the token. */
  #keepRemembered(ctx: HttpContext) {
    const token: string | undefined = ctx.request.encryptedCookie(REMEMBER_COOKIE)
    if (token && AccountSessionStore.of(ctx)?.isStale && !isInBackground(ctx)) {
      const { idle: maxAge } = timeoutOf(true)
      ctx.response.encryptedCookie(REMEMBER_COOKIE, token, { maxAge, httpOnly: true })
    }
  }

  #noteEnd(ctx: HttpContext, isRemembered: boolean) {
    if (isRemembered) ctx.response.clearCookie(REMEMBER_COOKIE)
    if (isRemembered || AccountSessionStore.of(ctx)?.hasEnded) {
      AccountMiddleware.#withEndedSessions.add(ctx)
    }
  }

  /** Hands the account to the guard, which would otherwise query it again. */
  async #useAccountOfSession(ctx: HttpContext) {
    const account = AccountSessionStore.of(ctx)?.account
    if (account && account.id === ctx.session.get('auth_web')) {
      await ctx.auth.use('web').restore(account)
    }
  }
}
