import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { dispatchingFrom } from '#queue/origin'

/**
 * Tags the jobs of a request with the ids of the request and the account.
 */
export default class OriginMiddleware {
  handle({ auth, request }: HttpContext, next: NextFn) {
    const user = auth.user && String(auth.user.id)
    return dispatchingFrom({ request: request.id(), ...(user && { user }) }, next)
  }
}
