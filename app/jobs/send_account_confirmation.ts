import Registration from '#models/registration'
import RegistrationMail from '#models/registration_mail'
import User from '#models/user'
import WelcomeNotification from '#mails/welcome_notification'
import { MailJob } from '#mails/mail_job'
import type { JobContext } from '#queue/main'

/**
 * Sends the confirmation link to an account that has begun without a confirmed address.
 */
export default class SendAccountConfirmation extends MailJob {
  async handle({ userId }: { userId: number }, { id, logger }: JobContext) {
    const user = await User.find(userId)
    if (!user || user.isConfirmed || user.isDisabled) return

    const isSent = await RegistrationMail.within(user.email, id, async () => {
      await this.send(new WelcomeNotification(await Registration.linkFor(user)))
    })
    if (!isSent)
      logger.info('No mail is sent, because the address has reached its limit for this hour')
  }
}
