import { urlFor } from '@adonisjs/core/services/url_builder'
import settings from '#settings'
import { AppMail } from '#mails/app_mail'
import type User from '#models/user'
import type { Translator } from '#i18n/translate'

/**
 * Tells the owner of an account that somebody, perhaps they themselves, signed up with their address.
 */
export default class AccountExistsNotification extends AppMail<User> {
  protected write(t: Translator) {
    return {
      subject: t('mails.account_exists.subject'),
      greeting: t('mails.account_exists.greeting', { name: this.reader.name }),
      lines: [t('mails.account_exists.body', { app: settings.get('product.name') })],
      action: { label: t('mails.account_exists.action'), path: urlFor('sessions.create') },
      note: t('mails.account_exists.ignore'),
    }
  }
}
