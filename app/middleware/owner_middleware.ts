import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { ImpersonationException } from '#exceptions/impersonation_exception'

/**
 * Refuses somebody who impersonates the account: its password, its ways to log in and its data belong to the owner alone.
 * `middleware.identity()` does the same.
 */
export default class OwnerMiddleware {
  handle({ impersonation }: HttpContext, next: NextFn) {
    if (impersonation) throw new ImpersonationException('owner_only')
    return next()
  }
}
