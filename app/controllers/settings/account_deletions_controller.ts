import { DateTime } from 'luxon'
import type { HttpContext } from '@adonisjs/core/http'
import { deletion } from '#config/personal_data'
import AccountDeletion from '#models/account_deletion'
import AccountEvent from '#models/account_event'
import BrowserSession from '#services/browser_session'

export default class AccountDeletionsController {
  async create({ inertia }: HttpContext) {
    const deletesAt = DateTime.now().plus({ days: deletion.graceDays }).toMillis()
    return inertia.render('settings/account_deletions/create', { deletesAt })
  }

  async store(ctx: HttpContext) {
    const { auth, request, response, session, t } = ctx
    const origin = AccountEvent.originOf(request)
    const user = auth.getUserOrFail()
    const { deletesAt } = await AccountDeletion.request(user, 'deletion_requested', origin)

    await BrowserSession.end(ctx)
    const notice = t('flash.deletion_requested', { on: deletesAt!.toMillis() })
    session.flash({ notice, clearHistory: true })
    return response.redirect().toRoute('sessions.create')
  }
}
