import { trace } from '@opentelemetry/api'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/**
 * Adds the ids of the request and of the account to the span of the request. The account is known when the request ends.
 */
export default class TraceMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const span = trace.getActiveSpan()
    span?.setAttribute('request.id', ctx.request.id() ?? '')
    try {
      return await next()
    } finally {
      const { user } = ctx.auth ?? {}
      if (user) span?.setAttribute('user.id', String(user.id))
    }
  }
}
