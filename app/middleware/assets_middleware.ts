import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import StaticMiddleware from '@adonisjs/static/static_middleware'

/** Files of `public/` outside the build. */
const FILES = ['/favicon.svg', '/favicon.ico', '/robots.txt']

/**
 * Serves the built assets and a few named files, and asks the disk for nothing else. The server bundle and
 * the manifest lie among the assets, and nobody may have them.
 */
@inject()
export default class AssetsMiddleware {
  constructor(private files: StaticMiddleware) {}

  handle(ctx: HttpContext, next: NextFn) {
    return this.#isPublic(ctx.request.url()) ? this.files.handle(ctx, next) : next()
  }

  #isPublic(path: string) {
    return FILES.includes(path) || (/^\/assets\/[\w.-]+$/.test(path) && !path.includes('/.'))
  }
}
