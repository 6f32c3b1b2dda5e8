import User from '#models/user'
import AccessTokenNotification from '#mails/access_token_notification'
import { MailJob } from '#mails/mail_job'
import type { Act } from '#services/act'

export default class SendAccessTokenMail extends MailJob {
  async handle({ userId, name, ...act }: Act & { userId: number; name: string }) {
    const user = await User.find(userId)
    if (user) await this.send(new AccessTokenNotification(user, name, act))
  }
}
