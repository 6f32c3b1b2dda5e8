import type { DateTime } from 'luxon'
import { urlFor } from '@adonisjs/core/services/url_builder'
import settings from '#settings'
import { AppMail } from '#mails/app_mail'
import type User from '#models/user'
import type { Translator } from '#i18n/translate'

export default class DataExportNotification extends AppMail<User> {
  constructor(
    user: User,
    private expiresAt: DateTime
  ) {
    super(user)
  }

  protected write(t: Translator) {
    const until = this.expiresAt.toMillis()
    return {
      subject: t('mails.data_export.subject'),
      greeting: t('mails.data_export.greeting', { name: this.reader.name }),
      lines: [
        t('mails.data_export.body', { app: settings.get('product.name') }),
        t('mails.data_export.expiry', { until, zone: this.zone }),
      ],
      action: { label: t('mails.data_export.action'), path: urlFor('your_data.show') },
      note: t('mails.data_export.ignore'),
    }
  }
}
