import type { HttpContext } from '@adonisjs/core/http'
import drive from '@adonisjs/drive/services/main'
import AccountEvent from '#models/account_event'
import DataExport from '#models/data_export'
import { fileHeaders } from '#services/file_headers'
import { throttleDataExport } from '#start/limiter'

export default class DataExportsController {
  async store({ auth, request, response, session, t }: HttpContext) {
    const user = auth.getUserOrFail()
    await throttleDataExport(user.id)
    const created = await DataExport.request(user, AccountEvent.originOf(request))

    if (created) session.flash('success', t('flash.export_requested'))
    else session.flash('error', t('flash.export_running'))
    return response.redirect().toRoute('your_data.show')
  }

  /** The file of the account that is logged in: there is no address for the file of another one. */
  async show({ auth, request, response, session, t }: HttpContext) {
    const user = auth.getUserOrFail()
    const ready = await DataExport.findReady(user)
    if (!ready || !(await drive.use().exists(ready.key))) {
      session.flash('error', t('flash.export_gone'))
      return response.redirect().toRoute('your_data.show')
    }

    await user.recordEvent('export_downloaded', AccountEvent.originOf(request))
    for (const [name, value] of Object.entries(fileHeaders(ready))) response.header(name, value)
    return response.stream(await drive.use().getStream(ready.key))
  }
}
