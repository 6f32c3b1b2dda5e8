import { urlFor } from '@adonisjs/core/services/url_builder'
import settings from '#settings'
import { AppMail } from '#mails/app_mail'
import type User from '#models/user'
import type { Translator } from '#i18n/translate'

/**
 * The subject has no code, because mail servers log subjects. The link has none either, so a mail scanner that opens it
 * uses nothing up.
 */
export default class LogInCodeNotification extends AppMail<User> {
  constructor(
    user: User,
    private code: string
  ) {
    super(user)
  }

  protected write(t: Translator) {
    return {
      subject: t('mails.log_in_code.subject', { app: settings.get('product.name') }),
      greeting: t('mails.log_in_code.greeting', { name: this.reader.name }),
      lines: [t('mails.log_in_code.body', { app: settings.get('product.name') })],
      code: this.code,
      codeNote: t('mails.log_in_code.expiry'),
      action: { label: t('mails.log_in_code.action'), path: urlFor('log_in_code_checks.create') },
      note: t('mails.log_in_code.ignore'),
    }
  }
}
