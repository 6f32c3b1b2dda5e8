import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import type { policies } from '#generated/policies'
import BaseAccessMiddleware from '#http/middleware/access_middleware'

/**
 * `self`: the action concerns only the account of the session. Otherwise the policy that the action asks.
 */
type Access = 'everyone' | 'self' | keyof typeof policies

export default class AccessMiddleware extends BaseAccessMiddleware {
  async handle(ctx: HttpContext, next: NextFn, access: Access) {
    return super.handle(ctx, next, access)
  }
}
