import type { HttpContext } from '@adonisjs/core/http'
import AccountEvent from '#models/account_event'
import EmailChange from '#models/email_change'
import { LinkExpiredException } from '#exceptions/link_expired_exception'

/**
 * The link that the new address of an account gets. Mail scanners open it too, so a person presses a button.
 */
export default class EmailChangeConfirmationsController {
  async edit(ctx: HttpContext) {
    const { inertia, params, response } = ctx
    const change = await this.#findPending(ctx)
    if (!this.#isOwn(ctx, change)) return this.#askForLogIn(ctx)

    response.header('Cache-Control', 'no-store')
    return inertia.render('auth/email_change_confirmations/edit', {
      token: params.token as string,
      email: change.email,
    })
  }

  async update(ctx: HttpContext) {
    const { params, request, response, session, t } = ctx
    if (!this.#isOwn(ctx, await this.#findPending(ctx))) return this.#askForLogIn(ctx)
    const change = await EmailChange.confirm(params.token, AccountEvent.originOf(request))
    if (!change) throw new LinkExpiredException('email_change')

    session.flash('success', t('flash.email_changed', { email: change.email }))
    return response.redirect().toRoute('dashboard.index')
  }

  async #findPending({ params }: HttpContext) {
    const change = await EmailChange.findPending(params.token)
    if (!change) throw new LinkExpiredException('email_change')
    return change
  }

  /**
   * The link proves only the mailbox. A stranger can ask to move an account to the address of somebody else, whose click
   * would give that address to an account with the stranger's password.
   */
  #isOwn({ auth }: HttpContext, { userId }: EmailChange) {
    return auth.user?.id === userId
  }

  #askForLogIn({ auth, request, response, session, t }: HttpContext) {
    if (auth.user) {
      session.flash('error', t('confirmation.moved.other_account'))
      return response.redirect().toRoute('dashboard.index')
    }
    session.setIntendedUrl(request.url(true))
    session.flash('notice', t('confirmation.moved.log_in_first'))
    return response.redirect().toRoute('sessions.create')
  }
}
