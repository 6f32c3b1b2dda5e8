import { Job } from '#queue/main'
import DataExport from '#models/data_export'

/** Deletes the files of expired exports. */
export default class PruneDataExports extends Job {
  async handle() {
    await DataExport.prune()
  }
}
