import '@adonisjs/session/session_middleware'
import app from '@adonisjs/core/services/app'
import emitter from '@adonisjs/core/services/emitter'
import encryption from '@adonisjs/core/services/encryption'
import { Session } from '@adonisjs/session'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { isInBackground } from '#http/background'
import { sessionConfig } from '#http/config'
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
    return output
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
