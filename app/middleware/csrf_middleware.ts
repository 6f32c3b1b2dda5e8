import edge from 'edge.js'
import encryption from '@adonisjs/core/services/encryption'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { csrfFactory } from '@adonisjs/shield/guards'
import shieldConfig from '#config/shield'
import { AccountSessionStore } from '#services/account_session_store'

const guard = csrfFactory(shieldConfig.csrf, encryption.use(), edge)

/**
 * Shield's CSRF guard. An Inertia visit that reads and brings a token already gets no new one, for making,
 * encrypting and signing it would be the dearest part of the whole answer, until the session is written to live
 * longer: its token then does too.
 */
export default class CsrfMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    if (!this.#keepsItsToken(ctx)) await guard(ctx)
    return next()
  }

  #keepsItsToken(ctx: HttpContext) {
    const { request } = ctx
    return (
      request.method() === 'GET' &&
      request.header('x-inertia') !== undefined &&
      request.header('cookie')?.includes('XSRF-TOKEN=') &&
      !AccountSessionStore.of(ctx)?.isStale
    )
  }
}
