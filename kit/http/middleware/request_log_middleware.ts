import { performance } from 'node:perf_hooks'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { isInBackground } from '#http/background'

/** Routes that a program asks again and again. */
const QUIET = /^(health\.|mailbox\.newest$)/

/**
 * Logs one line per request when it is answered or aborted. Its `request_id` is the reference on an error page. It logs
 * the route's pattern, so that no address and no query value gets into the log. Successful requests for files, for
 * quiet routes and in the background appear only with LOG_LEVEL=debug.
 */
export default class RequestLogMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    const start = performance.now()
    ctx.response.response.once('close', () => this.#write(ctx, performance.now() - start))
    return next()
  }

  #write(ctx: HttpContext, duration: number) {
    const { logger, request, response, route } = ctx
    const { statusCode } = response.response
    const isStream = response.response.getHeader('content-type') === 'text/event-stream'
    const writableFinished = response.response.writableFinished || isStream
    const status = writableFinished ? statusCode : null
    const isQuiet = this.#isQuiet(ctx) && statusCode < 400
    const about = {
      method: request.method(),
      route: route?.pattern ?? null,
      status,
      ms: Math.round(duration * 10) / 10,
    }
    const level = isQuiet && writableFinished ? 'debug' : 'info'
    logger[level](about, `${about.method} ${about.route ?? 'no route'} ${status ?? 'given up'}`)
  }

  #isQuiet(ctx: HttpContext) {
    return !ctx.route || QUIET.test(ctx.route.name ?? '') || isInBackground(ctx)
  }
}
