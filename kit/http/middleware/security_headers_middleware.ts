import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { cspFactory, frameGuardFactory, hstsFactory, noSniffFactory } from '@adonisjs/shield/guards'
import { shieldConfig } from '#http/config'

const contentSecurityPolicy = cspFactory(shieldConfig.csp)
const guards = [
  frameGuardFactory(shieldConfig.xFrame),
  hstsFactory(shieldConfig.hsts),
  noSniffFactory(shieldConfig.contentTypeSniffing),
]

/**
 * Sets Shield's headers on every response, including 404 pages and errors. csrf_middleware does the part of Shield that
 * needs a session.
 */
export default class SecurityHeadersMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    if (!this.#isData(ctx)) await contentSecurityPolicy(ctx)
    for (const guard of guards) guard(ctx)
    ctx.response.header('Referrer-Policy', 'strict-origin-when-cross-origin')
    ctx.response.header('Cross-Origin-Opener-Policy', 'same-origin')
    ctx.response.header('Cross-Origin-Resource-Policy', 'same-origin')
    return next()
  }

  /** An Inertia visit gets JSON, which needs neither a content security policy nor a nonce. */
  #isData({ request }: HttpContext) {
    return request.header('x-inertia') !== undefined
  }
}
