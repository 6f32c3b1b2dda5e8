import mail from '@adonisjs/mail/services/main'
import { Job } from '#queue/job'
import User from '#models/user'
import WelcomeNotification from '#mails/welcome_notification'

export default class SendWelcomeMail extends Job {
  static attempts = 5

  async handle({ userId }: { userId: number }) {
    const user = await User.find(userId)
    if (user?.confirmationKey) await mail.send(new WelcomeNotification(user))
  }
}
