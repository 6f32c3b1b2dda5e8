import edge from 'edge.js'
import Tokens from 'csrf'
import encryption from '@adonisjs/core/services/encryption'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { csrfFactory } from '@adonisjs/shield/guards'
import { errors } from '@adonisjs/shield'
import { isInBackground } from '#http/background'
import { COOKIE_PREFIX } from '#http/cookie_prefix'
import { shieldConfig } from '#http/config'
import { isOfOtherAccount } from '#http/forms/account'
import { AccountSessionStore } from '#http/account/session_store'
import { RecentCookies } from '#http/verified_cookies'

/** Shield's names: the secret in the session, and the token, which is encrypted for this name. */
const SECRET = 'csrf-secret'
const TOKEN = 'XSRF-TOKEN'

/** Shield has no option for the name of its cookie. */
export const CSRF_COOKIE = `${COOKIE_PREFIX}${TOKEN}`
const NAME = new RegExp(`^${TOKEN}=`)

const guard = csrfFactory(shieldConfig.csrf, encryption.use(), edge)
const tokens = new Tokens()

/** Caches verified cookies: the secret from which each token was made. */
const secretsOfCookies = new RecentCookies<string>()

/**
 * Shield's CSRF guard with three more rules. First, an Inertia GET visit with a valid token gets no new one, because
 * creating, encrypting and signing it would cost more than the rest of the response. Once the session's expiry is
 * extended, the token is renewed too. Second, a log-in or a log-out, which changes the session's id, also changes the
 * secret. Third, a form of a page of another account is refused: scripts send a valid token with it, because a log-in in
 * another tab has brought it.
 */
export default class CsrfMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    if (!this.#needsNoToken(ctx) && !this.#keepsItsToken(ctx)) await this.#guard(ctx)
    if (this.#isUnsafe(ctx) && isOfOtherAccount(ctx)) throw new errors.E_BAD_CSRF_TOKEN()
    await next()
    if (ctx.session.hasRegeneratedSession && !isInBackground(ctx)) await this.#renewSecret(ctx)
  }

  async #guard(ctx: HttpContext) {
    try {
      await guard(ctx)
    } finally {
      this.#nameCookie(ctx)
    }
  }

  #isUnsafe({ request }: HttpContext) {
    return !['GET', 'HEAD', 'OPTIONS'].includes(request.method())
  }

  /** Bots that try unknown addresses get no session. */
  #needsNoToken(ctx: HttpContext) {
    const { auth, route, session } = ctx
    if (isInBackground(ctx)) return true
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

  /** The cookie alone proves nothing: it can belong to another session or to one that has ended. */
  #bringsItsToken({ request, session }: HttpContext) {
    const cookie = request.cookiesList()[CSRF_COOKIE]
    const secret: string | undefined = session.get(SECRET)
    if (!cookie || !secret) return false
    if (secretsOfCookies.get(cookie) === secret) return true

    const isItsOwn = tokens.verify(secret, encryption.decrypt(cookie.slice(2), TOKEN) ?? '')
    if (isItsOwn) secretsOfCookies.set(cookie, secret)
    return isItsOwn
  }

  /** Replaces the guard's cookie, so that the response has only the token of the new secret. */
  async #renewSecret(ctx: HttpContext) {
    const secret = await tokens.secret()
    ctx.session.put(SECRET, secret)

    this.#rewriteCookies(ctx, (cookie) => (cookie.startsWith(`${CSRF_COOKIE}=`) ? null : cookie))
    const options = { ...shieldConfig.csrf.cookieOptions, httpOnly: false }
    ctx.response.encryptedCookie(TOKEN, tokens.create(secret), options)
    this.#nameCookie(ctx)
  }

  #nameCookie(ctx: HttpContext) {
    this.#rewriteCookies(ctx, (cookie) => cookie.replace(NAME, `${CSRF_COOKIE}=`))
  }

  #rewriteCookies({ response }: HttpContext, rewrite: (cookie: string) => string | null) {
    const cookies = [response.getHeader('set-cookie') ?? []].flat().map(String)
    response.removeHeader('set-cookie')
    for (const cookie of cookies) {
      const written = rewrite(cookie)
      if (written) response.append('set-cookie', written)
    }
  }
}
