import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import StaticMiddleware from '@adonisjs/static/static_middleware'

/** Files of `public/` that are not part of the build. */
const FILES = ['/favicon.svg', '/favicon.ico', '/logo.png', '/robots.txt']

/**
 * Serves the built assets and a few named files; no other address reads the disk. The server bundle and the manifest
 * are among the assets but must not be public.
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
