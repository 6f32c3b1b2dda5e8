import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import AccountEvent from '#models/account_event'
import IdentityMiddleware from '#middleware/identity_middleware'
import { REMEMBER_COOKIE } from '#http/account/web_guard'
import { updatePasswordValidator } from '#validators/auth'
import { forgiveAccount, throttleAccount } from '#start/limiter'

export default class PasswordsController {
  async edit({ auth, inertia }: HttpContext) {
    const { email } = auth.getUserOrFail()
    return inertia.render('settings/passwords/edit', { email })
  }

  /** Logs out every other browser of the account. This one gets a new session. */
  async update({ auth, request, response, session, t }: HttpContext) {
    const user = auth.getUserOrFail()
    await throttleAccount('identity', user.email)
    const { password } = await request.validateUsing(updatePasswordValidator, { meta: { user } })
    await forgiveAccount('identity', user.email)

    const origin = AccountEvent.originOf(request)
    await db.transaction((trx) =>
      user.useTransaction(trx).changePassword(password, 'password_changed', origin)
    )
    const isRemembered = Boolean(request.cookiesList()[REMEMBER_COOKIE])
    await auth.use('web').login(user, isRemembered)
    IdentityMiddleware.confirm(session)

    session.flash('success', t('flash.password_changed'))
    return response.redirect().toRoute('passwords.edit')
  }
}
