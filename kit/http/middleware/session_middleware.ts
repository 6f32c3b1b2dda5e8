import '@adonisjs/session/session_middleware'
import app from '@adonisjs/core/services/app'
import emitter from '@adonisjs/core/services/emitter'
import encryption from '@adonisjs/core/services/encryption'
import { Session } from '@adonisjs/session'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { isInBackground } from '#http/background'
import { sessionConfig } from '#http/config'
import { CSRF_COOKIE } from '#http/middleware/csrf_middleware'
import { AccountSessionStore } from '#http/account/session_store'
import { rememberVerified } from '#http/verified_cookies'

const config = await sessionConfig.resolver(app)

rememberVerified(encryption.use().getMessageVerifier(), config.cookieName)

/**
 * The session middleware of AdonisJS, but an unchanged session is not written and its cookie is not signed again. See
 * docs/decisions/0004-session-middleware.md.
 */
export default class SessionMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    ctx.session = new Session(config, config.stores[config.store], emitter, ctx)
    await ctx.session.initiate(false)
    const output = await next()
    if (this.#hasNews(ctx)) await ctx.session.commit()
    if (this.#isKnown(ctx)) this.#forgetCookies(ctx)
    return output
  }

  /**
   * Whether a script has asked with this session. Its answer can come after that of a log-in or a log-out, and must not
   * bring back the cookies of the session before.
   */
  #isKnown({ request, session }: HttpContext) {
    const isScript = request.accepts(['html', 'json']) === 'json' && !request.header('x-inertia')
    return isScript && request.cookie(config.cookieName) === session.sessionId
  }

  #forgetCookies({ response }: HttpContext) {
    const cookies = [response.getHeader('set-cookie') ?? []].flat().map(String)
    const names = [config.cookieName, CSRF_COOKIE]
    const others = cookies.filter((cookie) => !names.includes(cookie.split('=')[0]))
    response.removeHeader('set-cookie')
    if (others.length > 0) response.header('set-cookie', others)
  }

  #hasNews(ctx: HttpContext) {
    if (isInBackground(ctx)) return false
    const { hasBeenModified, hasRegeneratedSession, responseFlashMessages } = ctx.session
    return (
      hasBeenModified ||
      hasRegeneratedSession ||
      !responseFlashMessages.isEmpty ||
      AccountSessionStore.of(ctx)?.isStale
    )
  }
}
