import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import AccountEvent from '#models/account_event'

export default class AllSessionsController {
  /** Logs out every browser, this one too. */
  async destroy({ auth, request, response, session, t }: HttpContext) {
    const user = auth.getUserOrFail()
    const origin = AccountEvent.originOf(request)
    await db.transaction((trx) =>
      user.useTransaction(trx).logOutEverywhere('all_sessions_ended', origin)
    )
    await auth.use('web').logout()
    session.clear()
    session.regenerate()

    session.flash({ success: t('flash.all_sessions_ended'), clearHistory: true })
    return response.redirect().toRoute('sessions.create')
  }
}
