import User from '#models/user'
import SecondFactorNotification from '#mails/second_factor_notification'
import { MailJob } from '#mails/mail_job'
import type { Act } from '#services/act'

/** The changes of which the owner of an account is told by mail. */
export type SecondFactorNews =
  | { change: 'authenticator_added' | 'authenticator_removed' | 'codes_made' | 'reset' }
  | { change: 'passkey_added' | 'passkey_removed'; name: string }
  | { change: 'few_codes'; left: number }

/** Jobs of an older release do not have the act. */
export type SecondFactorMail = SecondFactorNews & Partial<Act>

export default class SendSecondFactorMail extends MailJob {
  async handle({ userId, ...news }: SecondFactorMail & { userId: number }) {
    const user = await User.find(userId)
    if (user) await this.send(new SecondFactorNotification(user, news as SecondFactorMail))
  }
}
