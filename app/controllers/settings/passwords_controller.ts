import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import AccountEvent from '#models/account_event'
import PasswordCheck from '#models/password_check'
import type User from '#models/user'
import IdentityMiddleware from '#middleware/identity_middleware'
import { REMEMBER_COOKIE } from '#http/account/web_guard'
import { createPasswordValidator, updatePasswordValidator } from '#validators/auth'
import { forgiveAccount, throttleAccount } from '#start/limiter'

type Kind = 'password_changed' | 'password_added'

export default class PasswordsController {
  async edit(ctx: HttpContext) {
    const { email, hasPassword } = ctx.auth.getUserOrFail()
    if (!hasPassword && !IdentityMiddleware.isConfirmed(ctx)) return IdentityMiddleware.ask(ctx)
    return ctx.inertia.render('settings/passwords/edit', { email, hasPassword })
  }

  async update(ctx: HttpContext) {
    const { auth, request } = ctx
    const user = auth.getUserOrFail()
    if (!user.hasPassword) return this.#setFirst(ctx, user)

    await throttleAccount('identity', user.email)
    const origin = AccountEvent.originOf(request)
    const { password } = await PasswordCheck.run(user, origin, () =>
      request.validateUsing(updatePasswordValidator, { meta: { user } })
    )
    await forgiveAccount('identity', user.email)
    return this.#save(ctx, user, password, 'password_changed')
  }

  /** No current password is asked for, so the person must show in another way that it is them. */
  async #setFirst(ctx: HttpContext, user: User) {
    if (!IdentityMiddleware.isConfirmed(ctx)) return IdentityMiddleware.ask(ctx)
    const meta = { user }
    const { password } = await ctx.request.validateUsing(createPasswordValidator, { meta })
    return this.#save(ctx, user, password, 'password_added')
  }

  /** Logs out every other browser of the account. This one gets a new session. */
  async #save(ctx: HttpContext, user: User, password: string, kind: Kind) {
    const { auth, request, response, session, t } = ctx
    const origin = AccountEvent.originOf(request)
    await db.transaction((trx) => user.useTransaction(trx).changePassword(password, kind, origin))
    const isRemembered = Boolean(request.cookiesList()[REMEMBER_COOKIE])
    await auth.use('web').login(user, isRemembered)
    IdentityMiddleware.confirm(session)

    session.flash('success', t('flash.password_changed'))
    return response.redirect().toRoute('passwords.edit')
  }
}
