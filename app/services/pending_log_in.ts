import type { HttpContext } from '@adonisjs/core/http'
import User from '#models/user'
import IdentityMiddleware from '#middleware/identity_middleware'
import BrowserSession from '#services/browser_session'

const KEY = 'pending_log_in'
const LIFETIME_MS = 10 * 60_000

interface Pending {
  userId: number
  /** A new password, or the end of all sessions, changes it and ends the log-in. */
  generation: string
  remember: boolean
  confirmsIdentity: boolean
  expiresAt: number
}

interface FirstStep {
  remember?: boolean
  /** Whether the log-in counts as "confirm it is you": see IdentityMiddleware. */
  confirmsIdentity?: boolean
}

/**
 * A log-in whose first step was right, such as the password, and whose second factor is still missing. It is in the
 * session, so only the browser that made the first step can finish it.
 */
export default class PendingLogIn {
  static begin(
    { response, session }: HttpContext,
    user: User,
    { remember = false, confirmsIdentity = true }: FirstStep = {}
  ) {
    const expiresAt = Date.now() + LIFETIME_MS
    session.put(KEY, {
      userId: user.id,
      generation: generationOf(user),
      remember,
      confirmsIdentity,
      expiresAt,
    } satisfies Pending)
    return response.redirect().toRoute('second_factor_checks.create')
  }

  /**
   * @returns null if there is none, if it has expired, or if the account has another password or no second factor by now
   */
  static async find({ session }: HttpContext) {
    const pending: Pending | undefined = session.get(KEY)
    if (!pending || pending.expiresAt <= Date.now()) return null

    const user = await User.find(pending.userId)
    if (!user?.hasSecondFactor || generationOf(user) !== pending.generation) return null
    return { user, remember: pending.remember, confirmsIdentity: pending.confirmsIdentity }
  }

  /** Sends the browser back to the first step. */
  static startAgain({ response, session, t }: HttpContext) {
    session.forget(KEY)
    session.flash('formError', t('flash.log_in_expired'))
    return response.redirect().toRoute('sessions.create')
  }

  /** Logs the browser in, once the second factor was right. */
  static async finish(ctx: HttpContext, { user, ...first }: FirstStep & { user: User }) {
    const { response, session } = ctx
    session.forget(KEY)
    await BrowserSession.logIn(ctx, user, { remember: first.remember })
    if (first.confirmsIdentity) IdentityMiddleware.confirm(session)
    return response.redirect().toPath(session.pullIntendedUrl() ?? '/dashboard')
  }
}

function generationOf({ sessionGeneration }: User) {
  return sessionGeneration ?? 'first'
}
