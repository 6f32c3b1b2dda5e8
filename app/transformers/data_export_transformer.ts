import { BaseTransformer } from '@adonisjs/core/transformers'
import type DataExport from '#models/data_export'

export default class DataExportTransformer extends BaseTransformer<DataExport> {
  toObject() {
    const { state, progress, size, expiresAt } = this.resource
    return { state, progress, size: Number(size), expiresAt: expiresAt.toMillis() }
  }
}
