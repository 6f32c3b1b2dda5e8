import mail from '@adonisjs/mail/services/main'
import { Job } from '#queue/job'
import User from '#models/user'
import AccountExistsNotification from '#mails/account_exists_notification'

export default class SendAccountExistsMail extends Job {
  static attempts = 5

  async handle({ userId }: { userId: number }) {
    const user = await User.find(userId)
    if (user) await mail.send(new AccountExistsNotification(user))
  }
}
