import { urlFor } from '@adonisjs/core/services/url_builder'
import settings from '#settings'
import { AppMail } from '#mails/app_mail'
import type EmailChange from '#models/email_change'
import type { Translator } from '#i18n/translate'

/**
 * Asks the new address of an account for its confirmation. The address is not verified yet, so the mail has no text
 * from the person who typed it, not even the name.
 */
export default class EmailChangeNotification extends AppMail {
  constructor(
    private change: EmailChange,
    private token: string
  ) {
    super({ email: change.email, region: change.user.region })
  }

  protected write(t: Translator) {
    const { expiresAt } = this.change
    const path = urlFor('email_change_confirmations.edit', { token: this.token })
    return {
      subject: t('mails.email_change.subject'),
      greeting: t('mails.email_change.greeting'),
      lines: [
        t('mails.email_change.body', { app: settings.get('product.name') }),
        t('mails.email_change.expiry', { until: expiresAt.toMillis(), zone: this.zone }),
      ],
      action: { label: t('mails.email_change.action'), path },
      note: t('mails.email_change.ignore'),
    }
  }
}
