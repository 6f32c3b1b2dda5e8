import type { HttpContext } from '@adonisjs/core/http'
import AccountEvent from '#models/account_event'
import PasswordReset from '#models/password_reset'
import WaysIn from '#models/ways_in'
import SendPasswordReset from '#jobs/send_password_reset'
import { createPasswordResetValidator, updatePasswordResetValidator } from '#validators/auth'
import { LinkExpiredException } from '#exceptions/link_expired_exception'
import BrowserSession from '#services/browser_session'
import { forgiveAccount } from '#start/limiter'
import { forgiveMail, secondsUntilMail, throttleMail } from '#start/mail_limiter'

export default class PasswordResetsController {
  async create({ inertia, session }: HttpContext) {
    const sentTo = session.flashMessages.get('sentTo') as string | undefined
    return inertia.render('auth/password_resets/create', {
      email: session.flashMessages.get('email') as string | undefined,
      sentTo,
      wait: sentTo ? await secondsUntilMail('password_reset', sentTo) : 0,
      isLinkDead: session.flashMessages.has('linkIsDead'),
    })
  }

  /** The answer is the same for every address, so that nobody can find out which addresses have an account. */
  async store({ request, response, session }: HttpContext) {
    const { email } = await request.validateUsing(createPasswordResetValidator)
    await throttleMail('password_reset', email)
    await SendPasswordReset.dispatch({ email })

    session.flash('sentTo', email)
    return response.redirect().toRoute('password_resets.create')
  }

  /** Mail scanners open the link too, so opening it does not use it up. */
  async edit(ctx: HttpContext) {
    const { inertia, params, response } = ctx
    const reset = await PasswordReset.findPending(params.token)
    if (!reset) return this.#askAgain(ctx)

    response.header('Cache-Control', 'no-store')
    return inertia.render('auth/password_resets/edit', {
      token: params.token as string,
      email: reset.user.email,
      asksTerms: !reset.user.isConfirmed,
    })
  }

  /** Logs nobody in: the log-in also asks for a second factor. */
  async update(ctx: HttpContext) {
    const { params, request, response, session, t } = ctx
    const reset = await PasswordReset.findPending(params.token)
    if (!reset) return this.#askAgain(ctx)

    const { password, terms } = await request.validateUsing(updatePasswordResetValidator, {
      meta: { user: reset.user },
    })
    const origin = AccountEvent.originOf(request)
    const user = await PasswordReset.complete(params.token, password, origin, {
      hasAcceptedTerms: terms,
    })
    if (!user) return this.#askAgain(ctx)

    await forgiveAccount('session', user.email)
    await forgiveMail('password_reset', user.email)
    await BrowserSession.logOut(ctx)
    const waysIn = await WaysIn.remaining(user, t)
    const success = t('flash.password_reset')
    session.flash({ email: user.email, waysIn, success, clearHistory: true })
    return response.redirect().toRoute('sessions.create')
  }

  /** The page that sends a link is only for guests. */
  #askAgain({ auth, response, session }: HttpContext) {
    if (auth.user) throw new LinkExpiredException('password_reset')
    session.flash('linkIsDead', true)
    return response.redirect().toRoute('password_resets.create')
  }
}
