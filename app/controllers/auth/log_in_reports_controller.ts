import type { HttpContext } from '@adonisjs/core/http'
import AccountEvent from '#models/account_event'
import LogInNotice from '#models/log_in_notice'
import { LinkExpiredException } from '#exceptions/link_expired_exception'
import BrowserSession from '#services/browser_session'

/**
 * The link "This was not me" in the mail about a new device. Mail scanners open it too, so a person presses a button.
 */
export default class LogInReportsController {
  async edit({ inertia, params, response }: HttpContext) {
    const notice = await LogInNotice.findPending(params.token)
    if (!notice) throw new LinkExpiredException('log_in_report')

    response.header('Cache-Control', 'no-store')
    return inertia.render('auth/log_in_reports/edit', {
      token: params.token as string,
      email: notice.user.email,
    })
  }

  async update(ctx: HttpContext) {
    const { params, request, response, session, t } = ctx
    const user = await LogInNotice.report(params.token, AccountEvent.originOf(request))
    if (!user) throw new LinkExpiredException('log_in_report')

    await BrowserSession.logOut(ctx)
    session.flash({ success: t('flash.log_in_reported'), clearHistory: true })
    return response.redirect().toRoute('sessions.create')
  }
}
