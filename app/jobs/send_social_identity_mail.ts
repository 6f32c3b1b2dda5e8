import { PROVIDER_LABELS, type ProviderName } from '#config/social_log_in'
import User from '#models/user'
import SocialIdentityNotification from '#mails/social_identity_notification'
import { MailJob } from '#mails/mail_job'
import type { Act } from '#services/act'

export interface IdentityNews {
  change: 'linked' | 'unlinked'
  provider: ProviderName
}

/** Jobs of an older release do not have the act. */
type Payload = IdentityNews & Partial<Act> & { userId: number }

export default class SendSocialIdentityMail extends MailJob {
  async handle({ userId, change, provider, ...act }: Payload) {
    const user = await User.find(userId)
    if (!user) return
    const news = { change, provider: PROVIDER_LABELS[provider] }
    await this.send(new SocialIdentityNotification(user, news, act))
  }
}
