import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import BaseInertiaMiddleware from '@adonisjs/inertia/inertia_middleware'

/**
 * The middleware of Inertia, with headers that caches and browsers understand. The product's own adds the shared props.
 */
export default abstract class InertiaMiddleware extends BaseInertiaMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    await this.init(ctx)
    const output = await next()
    this.#dispose(ctx)
    return output
  }

  /**
   * Inertia replaces the whole `Vary` header with its own name, and only on its own visits. The document at the same
   * address also varies by it.
   */
  #dispose(ctx: HttpContext) {
    const others = ctx.response.getHeader('Vary')
    this.dispose(ctx)
    ctx.response.removeHeader('Vary').vary(['X-Inertia', others ?? []].flat().join())
    this.#encodeLocation(ctx.response)
  }

  /** The header has the decoded address of the request, but a header must be ASCII. */
  #encodeLocation(response: HttpContext['response']) {
    const location = response.getHeader('X-Inertia-Location')
    if (typeof location === 'string') {
      response.header('X-Inertia-Location', location.replace(/[^\x21-\x7e]+/gu, encodeURIComponent))
    }
  }
}
