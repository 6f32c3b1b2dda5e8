import type { HttpContext } from '@adonisjs/core/http'
import drive from '@adonisjs/drive/services/main'
import AccountEvent from '#models/account_event'
import DataExport from '#models/data_export'
import UserPolicy from '#policies/user_policy'
import { fileHeaders } from '#services/file_headers'
import { throttleDataExport } from '#start/limiter'
import { listUsersValidator } from '#validators/user'

/** The list of accounts as CSV, with the search, the filters and the order of its page. */
export default class UserExportsController {
  async store({ auth, bouncer, request, response, session, t }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('export')
    const { filters, choice } = await request.choose(listUsersValidator)
    response.redirect().withQs().toRoute('management.users.index')
    if (Object.keys(choice.errors).length > 0) return

    const user = auth.getUserOrFail()
    await throttleDataExport(user.id)
    const wanted = { list: 'users', choice: { ...filters } } as const
    const created = await DataExport.request(user, AccountEvent.originOf(request), wanted)
    if (created) session.flash('success', t('flash.export_requested'))
    else session.flash('error', t('flash.export_running'))
  }

  async show({ auth, bouncer, request, response, session, t }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('export')
    const user = auth.getUserOrFail()
    const ready = await DataExport.findReady(user, 'users')
    if (!ready || !(await drive.use().exists(ready.key))) {
      session.flash('error', t('flash.export_gone'))
      return response.redirect().toRoute('management.users.index')
    }

    await user.recordEvent('list_downloaded', AccountEvent.originOf(request))
    for (const [name, value] of Object.entries(fileHeaders(ready))) response.header(name, value)
    return response.stream(await drive.use().getStream(ready.key))
  }
}
