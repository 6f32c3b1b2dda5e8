import type { DateTime } from 'luxon'
import { urlFor } from '@adonisjs/core/services/url_builder'
import settings from '#settings'
import { AppMail } from '#mails/app_mail'
import type User from '#models/user'
import type { Translator } from '#i18n/translate'

interface Link {
  token: string
  deletesAt: DateTime
}

export default class AccountDeletionNotification extends AppMail<User> {
  constructor(
    user: User,
    private link: Link
  ) {
    super(user)
  }

  protected write(t: Translator) {
    const on = this.link.deletesAt.toMillis()
    const path = urlFor('account_deletion_reversals.edit', { token: this.link.token })
    return {
      subject: t('mails.account_deletion.subject'),
      greeting: t('mails.account_deletion.greeting', { name: this.reader.name }),
      lines: [
        t('mails.account_deletion.body', {
          app: settings.get('product.name'),
          on,
          zone: this.zone,
        }),
        t('mails.account_deletion.undo'),
      ],
      action: { label: t('mails.account_deletion.action'), path },
      note: t('mails.account_deletion.warning'),
    }
  }
}
