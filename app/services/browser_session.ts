import type { HttpContext } from '@adonisjs/core/http'
import { errors } from '@adonisjs/auth'
import { isKnownDevice } from '#http/account/known_devices'
import NewDevice from '#notifications/new_device'
import BrowserImpersonation from '#services/browser_impersonation'
import { notify } from '#services/notify'
import AccountEvent from '#models/account_event'
import type User from '#models/user'

/** The one place where a browser is logged in and out. */
export default class BrowserSession {
  /**
   * The session gets a new id and keeps its data. A mail tells the owner of the account if the browser is new to it;
   * the first log-in of an account needs none.
   * @throws E_INVALID_CREDENTIALS if the account is disabled
   */
  static async logIn(ctx: HttpContext, user: User, { remember = false, isFirst = false } = {}) {
    if (user.isDisabled) throw new errors.E_INVALID_CREDENTIALS('Invalid user credentials')
    const isNewDevice = !isFirst && !isKnownDevice(ctx, user)
    const origin = AccountEvent.originOf(ctx.request)
    await ctx.auth.use('web').login(user, remember)
    await user.recordEvent('signed_in', origin)
    if (isNewDevice) {
      await notify(user, new NewDevice({ ...origin, loggedInAt: new Date().toISOString() }))
    }
  }

  /**
   * Somebody who impersonates a person is logged out of the own account. A no-op for guests, except that nothing in
   * their session remains for the next person.
   */
  static async logOut(ctx: HttpContext) {
    const { auth, request } = ctx
    await BrowserImpersonation.leave(ctx, 'logged_out')
    await auth.user?.recordEvent('signed_out', AccountEvent.originOf(request))
    await this.end(ctx)
  }

  /** For a log-out that another event of the account tells. */
  static async end({ auth, session }: HttpContext) {
    if (auth.user) await auth.use('web').logout()
    session.clear()
    session.regenerate()
  }
}
