import User from '#models/user'
import WaysIn from '#models/ways_in'
import PasswordChangedNotification from '#mails/password_changed_notification'
import { MailJob } from '#mails/mail_job'
import type { Act } from '#services/act'
import { translator } from '#i18n/translator'

/** Jobs of an older release do not have the act. */
type Payload = Partial<Act> & { userId: number }

export default class SendPasswordChangedMail extends MailJob {
  async handle({ userId, ...act }: Payload) {
    const user = await User.find(userId)
    if (!user) return

    const waysIn = await WaysIn.remaining(user, translator(user.region))
    await this.send(new PasswordChangedNotification(user, waysIn, act))
  }
}
