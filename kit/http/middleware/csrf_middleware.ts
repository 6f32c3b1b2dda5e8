import edge from 'edge.js'
import Tokens from 'csrf'
import encryption from '@adonisjs/core/services/encryption'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { csrfFactory } from '@adonisjs/shield/guards'
import { shieldConfig } from '#http/config'
import { AccountSessionStore } from '#http/account_session_store'
import { RecentCookies } from '#http/verified_cookies'

/** Where Shield keeps the secret in the session, and its token in the browser. */
const SECRET = 'csrf-secret'
const COOKIE = 'XSRF-TOKEN'

const guard = csrfFactory(shieldConfig.csrf, encryption.use(), edge)
const tokens = new Tokens()

/** By the cookie of a token, the secret that the token was found to be made of. */
const secretsOfCookies = new RecentCookies<string>()

/**
 * Shield's CSRF guard, and two rules more. An Inertia visit that reads and brings a token of its session gets no new
 * one, for making, encrypting and signing it would be the dearest part of the whole answer, until the session is
 * written to live longer: its token then does too. And a log-in or a log-out, which changes the id of the session,
 * changes the secret with it.
 */
export default class CsrfMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    if (!this.#needsNoToken(ctx) && !this.#keepsItsToken(ctx)) await guard(ctx)
    await next()
    if (ctx.session.hasRegeneratedSession) await this.#renewSecret(ctx)
  }

  /** The bots that try addresses of no page all day get no session. */
  #needsNoToken({ auth, route, session }: HttpContext) {
    return route?.name === 'not_found' && session.fresh && !auth.user
  }

  #keepsItsToken(ctx: HttpContext) {
    const { request } = ctx
    return (
      request.method() === 'GET' &&
      request.header('x-inertia') !== undefined &&
      this.#bringsItsToken(ctx) &&
      !AccountSessionStore.of(ctx)?.isStale
    )
  }

  /** The cookie alone proves nothing: its session may have ended, or it is of another one. */
  #bringsItsToken({ request, session }: HttpContext) {
    const cookie = request.cookiesList()[COOKIE]
    const secret: string | undefined = session.get(SECRET)
    if (!cookie || !secret) return false
    if (secretsOfCookies.get(cookie) === secret) return true

    const isItsOwn = tokens.verify(secret, request.encryptedCookie(COOKIE) ?? '')
    if (isItsOwn) secretsOfCookies.set(cookie, secret)
    return isItsOwn
  }

  /** The answer brings the token of the new secret only, in the place of the one that the guard gave. */
  async #renewSecret({ response, session }: HttpContext) {
    const secret = await tokens.secret()
    session.put(SECRET, secret)

    const cookies = [response.getHeader('set-cookie') ?? []].flat().map(String)
    response.removeHeader('set-cookie')
    for (const cookie of cookies) {
      if (!cookie.startsWith(`${COOKIE}=`)) response.append('set-cookie', cookie)
    }
    const options = { ...shieldConfig.csrf.cookieOptions, httpOnly: false }
    response.encryptedCookie(COOKIE, tokens.create(secret), options)
  }
}
