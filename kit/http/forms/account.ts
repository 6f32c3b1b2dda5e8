import type { HttpContext } from '@adonisjs/core/http'

/**
 * The account for which the page of a form was rendered. Scripts send it as a header, forms without scripts as a field.
 * It proves nothing: it tells only that another tab has logged in or out meanwhile.
 */
export function accountOfForm({ request }: HttpContext) {
  return Number(request.header('x-account') ?? request.input('_account')) || undefined
}

/** Whether another account is logged in now. The form would change that one. */
export function isOfOtherAccount(ctx: HttpContext) {
  const account = accountOfForm(ctx)
  return account !== undefined && ctx.auth?.user !== undefined && ctx.auth.user.id !== account
}

/** Whether nobody is logged in any more. */
export function isOfEndedLogIn(ctx: HttpContext) {
  return accountOfForm(ctx) !== undefined && ctx.auth !== undefined && !ctx.auth.user
}
