import Registration from '#models/registration'
import RegistrationMail from '#models/registration_mail'
import WelcomeNotification from '#mails/welcome_notification'
import { MailJob } from '#mails/mail_job'
import type { JobContext } from '#queue/main'

interface Payload {
  email: string
  /** The sign-up that this browser made, if it made one. */
  registrationId: string | null
}

/**
 * Sends the confirmation link again if the address has a pending sign-up. The job checks this, not the request, so that
 * the request does the same work for every address.
 */
export default class ResendConfirmationLink extends MailJob {
  static encrypted = true

  async handle({ email, registrationId }: Payload, { id, logger }: JobContext) {
    const registration = await Registration.findPendingOf(email, registrationId)
    if (!registration) return

    const isSent = await RegistrationMail.within(email, id, async () => {
      await registration.renew()
      await this.send(new WelcomeNotification(registration))
    })
    if (!isSent)
      logger.info('No mail is sent, because the address has reached its limit for this hour')
  }
}
