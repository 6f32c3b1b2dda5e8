import type { HttpContext } from '@adonisjs/core/http'
import { errors } from '@adonisjs/auth'
import AccountEvent from '#models/account_event'
import type User from '#models/user'

/** The one place where a browser is logged in and out. */
export default class BrowserSession {
  /**
   * The session gets a new id and keeps its data.
   * @throws E_INVALID_CREDENTIALS if the account is disabled
   */
  static async logIn({ auth, request }: HttpContext, user: User, { remember = false } = {}) {
    if (user.isDisabled) throw new errors.E_INVALID_CREDENTIALS('Invalid user credentials')
    await auth.use('web').login(user, remember)
    await user.recordEvent('signed_in', AccountEvent.originOf(request))
  }

  /** A no-op for guests, except that nothing in their session remains for the next person. */
  static async logOut({ auth, request, session }: HttpContext) {
    if (auth.user) {
      await auth.user.recordEvent('signed_out', AccountEvent.originOf(request))
      await auth.use('web').logout()
    }
    session.clear()
    session.regenerate()
  }
}
