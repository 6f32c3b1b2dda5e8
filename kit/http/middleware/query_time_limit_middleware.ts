import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { QUERY_TIME_LIMIT, withQueryTimeLimit } from '#http/query_time_limit'

/**
 * A request is answered within 3 s, also by a 503 while PostgreSQL says nothing: frozen, or behind a network that loses
 * every packet.
 */
export default class QueryTimeLimitMiddleware {
  handle(_: HttpContext, next: NextFn) {
    return withQueryTimeLimit(QUERY_TIME_LIMIT, next)
  }
}
