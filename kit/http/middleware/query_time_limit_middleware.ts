import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { QUERY_TIME_LIMIT, withQueryTimeLimit } from '#http/query_time_limit'

/**
 * Every request is answered within 3 s. It gets a 503 if PostgreSQL does not respond, because it is frozen or the
 * network drops all packets.
 */
export default class QueryTimeLimitMiddleware {
  handle(_: HttpContext, next: NextFn) {
    return withQueryTimeLimit(QUERY_TIME_LIMIT, next)
  }
}
