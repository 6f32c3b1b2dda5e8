import { errors } from '@adonisjs/auth'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import BrowserSession from '#services/browser_session'

interface Options {
  /** Also for an account that waits for its deletion. */
  evenInDeletion?: boolean
}

/**
 * Asks for a log-in, also after the account was disabled in the database. An account that waits for its deletion has only
 * the page that undoes it.
 */
export default class AuthMiddleware {
  async handle(ctx: HttpContext, next: NextFn, { evenInDeletion = false }: Options = {}) {
    await ctx.auth.authenticateUsing(['web'])
    const { isBeingDeleted, isDisabled } = ctx.auth.getUserOrFail()
    if (isDisabled) {
      await BrowserSession.logOut(ctx)
      throw new errors.E_UNAUTHORIZED_ACCESS('Disabled account', { guardDriverName: 'session' })
    }
    if (!isBeingDeleted || evenInDeletion) return next()
    return ctx.response.redirect().toRoute('account_restorations.create')
  }
}
