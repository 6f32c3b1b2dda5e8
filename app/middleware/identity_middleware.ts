import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { ImpersonationException } from '#exceptions/impersonation_exception'

const CONFIRMED_FOR_MS = 15 * 60_000
const KEY = 'identity_confirmed_at'

/**
 * Asks for the password again before a sensitive act, unless it was given within 15 minutes: an unlocked computer, or a
 * session that "remember me" has brought back, is not enough. A passkey, or a provider, stands in for the password.
 * Somebody who impersonates the account is refused.
 */
export default class IdentityMiddleware {
  /** Call it after the password was given. */
  static confirm(session: HttpContext['session']) {
    session.put(KEY, Date.now())
  }

  static isConfirmed({ session }: HttpContext) {
    const confirmedAt: number = session.get(KEY, 0)
    return Date.now() - confirmedAt < CONFIRMED_FOR_MS
  }

  async handle(ctx: HttpContext, next: NextFn) {
    if (ctx.impersonation) throw new ImpersonationException('owner_only')
    return IdentityMiddleware.isConfirmed(ctx) ? next() : IdentityMiddleware.ask(ctx)
  }

  static ask({ request, response, session }: HttpContext) {
    // A form is not sent again after the confirmation. The person comes back to its page.
    const isPage = request.method() === 'GET'
    session.setIntendedUrl(isPage ? request.url(true) : response.redirect().getPreviousUrl('/'))
    return response.redirect().toRoute('identity_confirmations.create')
  }
}
