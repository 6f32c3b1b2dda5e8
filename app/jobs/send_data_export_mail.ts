import DataExport from '#models/data_export'
import User from '#models/user'
import DataExportNotification from '#mails/data_export_notification'
import ListExportNotification from '#mails/list_export_notification'
import { MailJob } from '#mails/mail_job'

/** Tells the owner that the file of an export can be downloaded. */
export default class SendDataExportMail extends MailJob {
  async handle({ exportId }: { exportId: string }) {
    const ready = await DataExport.find(exportId)
    if (ready?.state !== 'ready') return

    const user = await User.findOrFail(ready.userId)
    const { list, expiresAt } = ready
    if (list) await this.send(new ListExportNotification(user, { list, expiresAt }))
    else await this.send(new DataExportNotification(user, expiresAt))
  }
}
