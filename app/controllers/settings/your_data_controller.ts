import type { HttpContext } from '@adonisjs/core/http'
import DataExport from '#models/data_export'
import DataExportTransformer from '#transformers/data_export_transformer'
import { deletion } from '#config/personal_data'

export default class YourDataController {
  /** The page asks again for `dataExport` alone while an export is running. */
  async show({ auth, inertia }: HttpContext) {
    const current = await DataExport.latestOf(auth.getUserOrFail())

    return inertia.render('settings/your_data/show', {
      dataExport: current && new DataExportTransformer(current).toObject(),
      graceDays: deletion.graceDays,
    })
  }
}
