import AccountEmail from '#models/account_email'
import PasswordReset from '#models/password_reset'
import PasswordResetNotification from '#mails/password_reset_notification'
import { MailJob } from '#mails/mail_job'
import ResendConfirmationLink from '#jobs/resend_confirmation_link'
import type { JobContext } from '#queue/main'

/**
 * Sends a link to choose a new password if the address has an account, or the confirmation link if its sign-up is not
 * confirmed. The job checks this, not the request, so that the request does the same work for every address.
 */
export default class SendPasswordReset extends MailJob {
  static encrypted = true
  static expiresIn = '1 hour'

  async handle({ email }: { email: string }, { id, logger }: JobContext) {
    const user = await AccountEmail.findReachable(email)
    if (!user) {
      await ResendConfirmationLink.dispatch({ email, registrationId: null })
      return
    }

    if (user.isDisabled) {
      logger.info('No link is sent, because the account is disabled')
      return
    }
    const link = await PasswordReset.issue(user, id)
    if (!link) {
      logger.info('No link is sent: the account has reached its hourly limit, or has just changed')
      return
    }
    await this.send(new PasswordResetNotification(user, link))
  }
}
