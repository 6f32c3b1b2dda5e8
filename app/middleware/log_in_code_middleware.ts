import { errors, type HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { logInCode } from '#config/auth'

/**
 * Hides the pages of the log-in by an e-mailed code while it is switched off.
 */
export default class LogInCodeMiddleware {
  handle({ request }: HttpContext, next: NextFn) {
    if (!logInCode.isOn) throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
    return next()
  }
}
