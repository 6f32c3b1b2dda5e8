import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { dispatchingFrom } from '#queue/origin'

/**
 * The jobs of a request say which request and which account they come from.
 */
export default class OriginMiddleware {
  handle({ auth, request }: HttpContext, next: NextFn) {
    const user = auth.user && String(auth.user.id)
    return dispatchingFrom({ request: request.id(), ...(user && { user }) }, next)
  }
}
