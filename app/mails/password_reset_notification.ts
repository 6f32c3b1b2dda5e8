import { urlFor } from '@adonisjs/core/services/url_builder'
import type { DateTime } from 'luxon'
import settings from '#settings'
import { AppMail } from '#mails/app_mail'
import type User from '#models/user'
import type { Translator } from '#i18n/translate'

interface Link {
  token: string
  expiresAt: DateTime
}

export default class PasswordResetNotification extends AppMail<User> {
  constructor(
    user: User,
    private link: Link
  ) {
    super(user)
  }

  protected write(t: Translator) {
    const { token, expiresAt } = this.link
    const until = expiresAt.toMillis()
    return {
      subject: t('mails.password_reset.subject'),
      greeting: t('mails.password_reset.greeting', { name: this.reader.name }),
      lines: [
        t('mails.password_reset.body', { app: settings.get('product.name') }),
        t('mails.password_reset.expiry', { until, zone: this.zone }),
      ],
      action: {
        label: t('mails.password_reset.action'),
        path: urlFor('password_resets.edit', { token }),
      },
      note: t('mails.password_reset.ignore'),
    }
  }
}
