import type { DateTime } from 'luxon'
import { urlFor } from '@adonisjs/core/services/url_builder'
import { AppMail } from '#mails/app_mail'
import type User from '#models/user'
import type { ListName } from '#services/exported_lists'
import type { Translator } from '#i18n/translate'

interface Made {
  list: ListName
  expiresAt: DateTime
}

export default class ListExportNotification extends AppMail<User> {
  constructor(
    user: User,
    private made: Made
  ) {
    super(user)
  }

  protected write(t: Translator) {
    const { list, expiresAt } = this.made
    return {
      subject: t('mails.list_export.subject'),
      greeting: t('mails.list_export.greeting', { name: this.reader.name }),
      lines: [
        t('mails.list_export.body', { list: t(`${list}.title`) }),
        t('mails.list_export.expiry', { until: expiresAt.toMillis(), zone: this.zone }),
      ],
      action: {
        label: t('mails.list_export.action'),
        path: urlFor(`management.${list}.index`),
      },
      note: t('mails.list_export.ignore'),
    }
  }
}
