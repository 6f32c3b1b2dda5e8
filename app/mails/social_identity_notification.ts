import { urlFor } from '@adonisjs/core/services/url_builder'
import settings from '#settings'
import { AppMail } from '#mails/app_mail'
import type User from '#models/user'
import type { Act } from '#services/act'
import type { Translator } from '#i18n/translate'

/**
 * Tells the owner of an account that an account at a provider can log in to it, or no longer can.
 */
export default class SocialIdentityNotification extends AppMail<User> {
  constructor(
    user: User,
    private news: { change: 'linked' | 'unlinked'; provider: string },
    private act: Partial<Act>
  ) {
    super(user)
  }

  protected write(t: Translator) {
    const { change, provider } = this.news
    return {
      subject: t(`mails.social_identity.${change}.subject`, { provider }),
      greeting: t('mails.social_identity.greeting', { name: this.reader.name }),
      lines: [
        t(`mails.social_identity.${change}.body`, { app: settings.get('product.name'), provider }),
        ...this.detailsOf(t, this.act),
        t('mails.social_identity.warning'),
      ],
      action: { label: t('mails.social_identity.action'), path: urlFor('social_identities.index') },
      note: t('mails.social_identity.ignore'),
    }
  }
}
