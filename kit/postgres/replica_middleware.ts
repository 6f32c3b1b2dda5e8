import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { hasJustWritten } from '#postgres/recent_writes'
import { onReplica } from '#postgres/replica'

/**
 * For pages that read much, such as reports: `.use(middleware.replica())`. Members who have changed something see it, as
 * their pages come from the primary for some seconds.
 */
export default class ReplicaMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    return hasJustWritten(ctx) ? next() : onReplica(next)
  }
}
