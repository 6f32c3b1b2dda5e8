import { performance } from 'node:perf_hooks'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/**
 * One line a request, once it is answered or given up. Its `request_id` is the reference that an error page shows, its
 * route a pattern: no address and no value of a query gets into the log. Files and health checks that are in order are
 * for LOG_LEVEL=debug.
 */
export default class RequestLogMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    const start = performance.now()
    ctx.response.response.once('close', () => this.#write(ctx, performance.now() - start))
    return next()
  }

  #write({ logger, request, response, route }: HttpContext, duration: number) {
    const { statusCode, writableFinished } = response.response
    const status = writableFinished ? statusCode : null
    const isQuiet = (!route || route.name?.startsWith('health.')) && statusCode < 400
    const about = {
      method: request.method(),
      route: route?.pattern ?? null,
      status,
      ms: Math.round(duration * 10) / 10,
    }
    const level = isQuiet && writableFinished ? 'debug' : 'info'
    logger[level](about, `${about.method} ${about.route ?? 'no route'} ${status ?? 'given up'}`)
  }
}
