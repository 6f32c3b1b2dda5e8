import type { NotificationData } from '#notifications/app_notification'
import Notification from '#models/notification'
import User from '#models/user'
import NotificationMail from '#mails/notification_mail'
import { MailJob } from '#mails/mail_job'

interface Payload {
  userId: number
  kind: string
  data: NotificationData
}

/** Sends the title and the text of a notification that has no mail of its own. */
export default class SendNotificationMail extends MailJob {
  async handle({ userId, kind, data }: Payload) {
    const user = await User.find(userId)
    const notification = await Notification.revive(kind, data)
    if (user && notification) await this.send(new NotificationMail(user, notification))
  }
}
