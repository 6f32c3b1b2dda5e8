import User from '#models/user'
import WaysIn from '#models/ways_in'
import PasswordChangedNotification from '#mails/password_changed_notification'
import { MailJob } from '#mails/mail_job'
import { translator } from '#i18n/translator'

export default class SendPasswordChangedMail extends MailJob {
  async handle({ userId }: { userId: number }) {
    const user = await User.find(userId)
    if (!user) return

    const waysIn = await WaysIn.remaining(user, translator(user.region))
    await this.send(new PasswordChangedNotification(user, waysIn))
  }
}
