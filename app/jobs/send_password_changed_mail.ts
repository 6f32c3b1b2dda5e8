import User from '#models/user'
import PasswordChangedNotification from '#mails/password_changed_notification'
import { MailJob } from '#mails/mail_job'

export default class SendPasswordChangedMail extends MailJob {
  async handle({ userId }: { userId: number }) {
    const user = await User.find(userId)
    if (user) await this.send(new PasswordChangedNotification(user))
  }
}
