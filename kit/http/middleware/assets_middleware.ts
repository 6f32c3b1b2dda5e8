import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import StaticMiddleware from '@adonisjs/static/static_middleware'

/** Files of `public/` outside the build. */
const FILES = ['/favicon.svg', '/favicon.ico', '/robots.txt']

/**
 * Serves the built assets and a few named files, and asks the disk for nothing else. The server bundle and
 * the manifest lie among the assets, and nobody may have them.
 */
export default class AssetsMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    if (!this.#isPublic(ctx.request.url())) return next()
    const files = await ctx.containerResolver.make(StaticMiddleware)
    return files.handle(ctx, next)
  }

  #isPublic(path: string) {
    return FILES.includes(path) || (/^\/assets\/[\w.-]+$/.test(path) && !path.includes('/.'))
  }
}
