import AccountEmail from '#models/account_email'
import EmailChange from '#models/email_change'
import RegistrationMail from '#models/registration_mail'
import AccountExistsNotification from '#mails/account_exists_notification'
import EmailChangeNotification from '#mails/email_change_notification'
import { MailJob } from '#mails/mail_job'
import type { JobContext } from '#queue/main'

/**
 * Sends the link that confirms the new address, or tells its owner that they already have an account.
 */
export default class SendEmailChangeLink extends MailJob {
  async handle({ changeId }: { changeId: string }, { id, logger }: JobContext) {
    const change = await EmailChange.query()
      .withScopes((scopes) => scopes.pending())
      .where('id', changeId)
      .preload('user')
      .first()
    if (!change) return

    const isSent = await RegistrationMail.within(change.email, id, () => this.#answer(change))
    if (!isSent)
      logger.info('No mail is sent, because the address has reached its limit for this hour')
  }

  async #answer(change: EmailChange) {
    const owner = await AccountEmail.findReachable(change.email)
    if (owner) return this.send(new AccountExistsNotification(owner))

    const token = await change.issueLink()
    await this.send(new EmailChangeNotification(change, token))
  }
}
