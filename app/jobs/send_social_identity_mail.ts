import { PROVIDER_LABELS, type ProviderName } from '#config/social_log_in'
import User from '#models/user'
import SocialIdentityNotification from '#mails/social_identity_notification'
import { MailJob } from '#mails/mail_job'

interface Payload {
  userId: number
  change: 'linked' | 'unlinked'
  provider: ProviderName
}

export default class SendSocialIdentityMail extends MailJob {
  async handle({ userId, change, provider }: Payload) {
    const user = await User.find(userId)
    if (!user) return
    await this.send(new SocialIdentityNotification(user, change, PROVIDER_LABELS[provider]))
  }
}
