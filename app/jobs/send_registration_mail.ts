import AccountEmail from '#models/account_email'
import Registration from '#models/registration'
import RegistrationMail from '#models/registration_mail'
import AccountExistsNotification from '#mails/account_exists_notification'
import WelcomeNotification from '#mails/welcome_notification'
import { MailJob } from '#mails/mail_job'
import type { JobContext } from '#queue/main'

/**
 * Sends the confirmation link, or tells the owner of the address that they already have an account.
 */
export default class SendRegistrationMail extends MailJob {
  async handle({ registrationId }: { registrationId: string }, { id, logger }: JobContext) {
    const registration = await Registration.find(registrationId)
    if (!registration || registration.userId) return

    const { email } = registration
    const isSent = await RegistrationMail.within(email, id, () => this.#answer(registration))
    if (!isSent)
      logger.info('No mail is sent, because the address has reached its limit for this hour')
  }

  async #answer(registration: Registration) {
    const owner = await AccountEmail.findReachable(registration.email)
    if (owner) return this.send(new AccountExistsNotification(owner))

    await registration.renew()
    await this.send(new WelcomeNotification(registration))
  }
}
