import edge from 'edge.js'
import encryption from '@adonisjs/core/services/encryption'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { csrfFactory } from '@adonisjs/shield/guards'
import shieldConfig from '#config/shield'

const guard = csrfFactory(shieldConfig.csrf, encryption.use(), edge)

/**
 * Shield's CSRF guard. An Inertia visit that reads and brings a token already gets no new one: making,
 * encrypting and signing it would be the dearest part of the whole answer.
 */
export default class CsrfMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    if (!this.#keepsItsToken(ctx)) await guard(ctx)
    return next()
  }

  #keepsItsToken({ request }: HttpContext) {
    return (
      request.method() === 'GET' &&
      request.header('x-inertia') !== undefined &&
      request.header('cookie')?.includes('XSRF-TOKEN=')
    )
  }
}
