import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/**
 * For routes that need a confirmed address, if the confirmation is optional: leads to the page that asks for it. Use it
 * after `auth`.
 */
export default class ConfirmedMiddleware {
  handle({ auth, response }: HttpContext, next: NextFn) {
    if (auth.getUserOrFail().isConfirmed) return next()
    return response.redirect().toRoute('account_confirmations.create')
  }
}
