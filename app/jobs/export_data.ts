import { Job, type JobContext } from '#queue/main'
import DataExport from '#models/data_export'
import User from '#models/user'

/** Makes the file of an export. A second run begins again, unless the first one has made the file. */
export default class ExportData extends Job {
  static attempts = 3

  async handle({ exportId }: { exportId: string }, { signal }: JobContext) {
    const pending = await DataExport.find(exportId)
    if (pending?.state !== 'running') return

    const content = await contentOf(pending, signal)
    if (!content) return pending.fail()
    await content.write({
      progress: (percent) => pending.report(percent),
      done: (file, size) => pending.publish(file, size),
    })
  }

  async rescue({ exportId }: { exportId: string }) {
    const pending = await DataExport.find(exportId)
    if (pending?.state === 'running') await pending.fail()
  }
}

/** Nothing for somebody who may not have the list any more. */
async function contentOf({ userId, list, choice }: DataExport, signal: AbortSignal) {
  const user = await User.findOrFail(userId)
  if (!list) {
    const { DataArchive } = await import('#services/data_archive')
    return new DataArchive(user, signal)
  }

  const { exportedLists } = await import('#services/exported_lists')
  if (!user.canLogIn || !(await user.may(exportedLists[list].permission))) return null
  const { ListFile } = await import('#services/list_file')
  return new ListFile(list, choice, signal)
}
