import { urlFor } from '@adonisjs/core/services/url_builder'
import settings from '#settings'
import { AppMail } from '#mails/app_mail'
import type EmailChange from '#models/email_change'
import type { Act } from '#services/act'
import type { Translator } from '#i18n/translate'

export default class EmailChangedNotification extends AppMail {
  constructor(
    private change: EmailChange,
    private token: string,
    private act: Partial<Act>
  ) {
    const { name, region } = change.user
    super({ email: change.formerEmail, name, region })
  }

  protected write(t: Translator) {
    const { email, expiresAt } = this.change
    const path = urlFor('email_change_reversals.edit', { token: this.token })
    return {
      subject: t('mails.email_changed.subject'),
      greeting: t('mails.email_changed.greeting', { name: this.reader.name! }),
      lines: [
        t('mails.email_changed.body', { app: settings.get('product.name'), email }),
        ...this.detailsOf(t, this.act),
        t('mails.email_changed.undo', { until: expiresAt.toMillis(), zone: this.zone }),
      ],
      action: { label: t('mails.email_changed.action'), path },
      note: t('mails.email_changed.ignore'),
    }
  }
}
