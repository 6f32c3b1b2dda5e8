import { urlFor } from '@adonisjs/core/services/url_builder'
import settings from '#settings'
import { AppMail } from '#mails/app_mail'
import type Registration from '#models/registration'
import type { Translator } from '#i18n/translate'

/**
 * Contains the link that confirms the address. The address is not verified yet, so the mail contains no text from the
 * person who signed up, not even the name.
 */
export default class WelcomeNotification extends AppMail {
  constructor(private registration: Registration) {
    const { email, region } = registration
    super({ email, region })
  }

  protected write(t: Translator) {
    const { expiresAt, linkToken: token } = this.registration
    return {
      subject: t('mails.welcome.subject'),
      greeting: t('mails.welcome.greeting'),
      lines: [
        t('mails.welcome.body', { app: settings.get('product.name') }),
        t('mails.welcome.expiry', { until: expiresAt.toMillis(), zone: this.zone }),
      ],
      action: {
        label: t('mails.welcome.action'),
        path: urlFor('confirmation_links.show', { token }),
      },
      note: t('mails.welcome.ignore'),
    }
  }
}
