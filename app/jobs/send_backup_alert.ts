import BackupAlert from '#mails/backup_alert'
import { MailJob } from '#mails/mail_job'

export default class SendBackupAlert extends MailJob {
  async handle({ what, reason }: { what: string; reason: string }) {
    await this.send(new BackupAlert(what, reason))
  }
}
