import type { HttpContext } from '@adonisjs/core/http'
import { LinkExpiredException } from '#exceptions/link_expired_exception'
import { browserTimeZone } from '#i18n/region_cookies'
import AccountEvent from '#models/account_event'
import Invitation from '#models/invitation'
import BrowserSession from '#services/browser_session'
import { updateInvitationValidator } from '#validators/invitation'

/** The link of an invitation. Mail scanners open it too, so opening it does not use it up. */
export default class InvitationsController {
  async edit({ inertia, params, response }: HttpContext) {
    const invitation = await this.#find(params.token)
    response.header('Cache-Control', 'no-store')
    return inertia.render('auth/invitations/edit', {
      token: params.token as string,
      email: invitation.email,
      name: invitation.name ?? undefined,
    })
  }

  async update(ctx: HttpContext) {
    const { locale, params, request, response, session, t } = ctx
    const { email } = await this.#find(params.token)
    const { terms, ...answer } = await request.validateUsing(updateInvitationValidator, {
      // The password must not be like the name, which has its own rules.
      meta: { user: { name: String(request.input('name') ?? ''), email } },
    })
    const origin = AccountEvent.originOf(request)
    const chosen = { locale, timeZone: browserTimeZone(request), hasAcceptedTerms: terms }
    const user = await Invitation.accept(params.token, { ...answer, ...chosen }, origin)
    if (!user) throw new LinkExpiredException('invitation')

    await BrowserSession.logOut(ctx)
    await BrowserSession.logIn(ctx, user, { isFirst: true })
    session.flash({ success: t('flash.invitation_accepted'), clearHistory: true })
    return response.redirect().toRoute('dashboard.index')
  }

  async #find(token: string) {
    const invitation = await Invitation.findPending(token)
    if (!invitation) throw new LinkExpiredException('invitation')
    return invitation
  }
}
