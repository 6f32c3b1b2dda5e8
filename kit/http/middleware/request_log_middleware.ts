import { performance } from 'node:perf_hooks'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** Routes that a program asks again and again. */
const QUIET = /^(health\.|mailbox\.newest$)/

/**
 * Logs one line per request when it is answered or aborted. Its `request_id` is the reference on an error page. It logs
 * the route's pattern, so that no address and no query value gets into the log. Successful requests for files and
 * quiet routes appear only with LOG_LEVEL=debug.
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
    const isQuiet = (!route || QUIET.test(route.name ?? '')) && statusCode < 400
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
