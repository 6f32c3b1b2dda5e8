import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import AccountEvent from '#models/account_event'
import BrowserSession from '#services/browser_session'

export default class AllSessionsController {
  /** Logs out every browser, this one too. */
  async destroy(ctx: HttpContext) {
    const { auth, request, response, session, t } = ctx
    const user = auth.getUserOrFail()
    const origin = AccountEvent.originOf(request)
    await db.transaction((trx) =>
      user.useTransaction(trx).logOutEverywhere('all_sessions_ended', origin)
    )
    await BrowserSession.end(ctx)

    session.flash({ success: t('flash.all_sessions_ended'), clearHistory: true })
    return response.redirect().toRoute('sessions.create')
  }
}
