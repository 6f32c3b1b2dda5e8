import { Job, type JobContext } from '#queue/main'
import DataExport from '#models/data_export'
import User from '#models/user'

/** Makes the file of an export. A second run begins again, unless the first one has made the file. */
export default class ExportData extends Job {
  static attempts = 3

  async handle({ exportId }: { exportId: string }, { signal }: JobContext) {
    const pending = await DataExport.find(exportId)
    if (pending?.state !== 'running') return

    const { DataArchive } = await import('#services/data_archive')
    const archive = new DataArchive(await User.findOrFail(pending.userId), signal)
    await archive.write({
      progress: (percent) => pending.report(percent),
      done: (file, size) => pending.publish(file, size),
    })
  }

  async rescue({ exportId }: { exportId: string }) {
    const pending = await DataExport.find(exportId)
    if (pending?.state === 'running') await pending.fail()
  }
}
