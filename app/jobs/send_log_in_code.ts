import LogInCode from '#models/log_in_code'
import User from '#models/user'
import LogInCodeNotification from '#mails/log_in_code_notification'
import { MailJob } from '#mails/mail_job'
import ResendConfirmationLink from '#jobs/resend_confirmation_link'
import type { JobContext } from '#queue/main'

/**
 * Sends a code to log in if the address has an account, or the confirmation link if its sign-up is not confirmed. The
 * job checks this, not the request, so that the request does the same work for every address.
 */
export default class SendLogInCode extends MailJob {
  static encrypted = true
  static expiresIn = '10 minutes'

  async handle({ codeId, email }: { codeId: string; email: string }, { logger }: JobContext) {
    const user = await User.findConfirmed(email)
    if (!user) {
      await ResendConfirmationLink.dispatch({ email, registrationId: null })
      return
    }

    if (user.isDisabled) {
      logger.info('No code is sent, because the account is disabled')
      return
    }
    const code = await LogInCode.issue(codeId, user)
    if (code) await this.send(new LogInCodeNotification(user, code))
    else logger.info('No code is sent, because the browser no longer waits for it')
  }
}
