import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

interface Options {
  /** Also for an account that waits for its deletion. */
  evenInDeletion?: boolean
}

/** Asks for a log-in. An account that waits for its deletion has only the page that undoes it. */
export default class AuthMiddleware {
  async handle(ctx: HttpContext, next: NextFn, { evenInDeletion = false }: Options = {}) {
    await ctx.auth.authenticateUsing(['web'])
    const { isBeingDeleted } = ctx.auth.getUserOrFail()
    if (!isBeingDeleted || evenInDeletion) return next()
    return ctx.response.redirect().toRoute('account_restorations.create')
  }
}
