import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { noteWrite } from '#postgres/recent_writes'
import { hasReplica } from '#postgres/replica'

const SAFE = ['GET', 'HEAD', 'OPTIONS']

/** Without a replica, no answer has the cookie. */
export default class RecentWritesMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    if (hasReplica() && !SAFE.includes(ctx.request.method())) noteWrite(ctx)
    return next()
  }
}
