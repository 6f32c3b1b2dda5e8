import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import type { Constructor } from '@adonisjs/core/types/common'

type Middleware = Constructor<{ handle(ctx: HttpContext, next: NextFn): unknown }>
type LazyMiddleware = () => Promise<{ default: Middleware }>

export function isApiPath(path: string) {
  return /^\/api(\/|$)/.test(path)
}

/** Whether a program asks: all addresses below /api are its own, also those without a route. */
export function isApi({ request }: Pick<HttpContext, 'request'>) {
  return isApiPath(request.url())
}

/** Middleware for pages. An API request brings its token in a header, so it has no session, no cookie and no form. */
export function exceptApi(middleware: LazyMiddleware[]): LazyMiddleware[] {
  return middleware.map((load) => async () => {
    const { default: PageMiddleware } = await load()
    return {
      default: class extends PageMiddleware {
        handle(ctx: HttpContext, next: NextFn) {
          return isApi(ctx) ? next() : super.handle(ctx, next)
        }
      },
    }
  })
}
