import { urlFor } from '@adonisjs/core/services/url_builder'
import { appName } from '#config/app'
import { AppMail } from '#mails/app_mail'
import type User from '#models/user'
import type { Translator } from '#i18n/translate'

/**
 * Tells the owner of an account that its password was changed, with the way to get the account back.
 */
export default class PasswordChangedNotification extends AppMail<User> {
  protected write(t: Translator) {
    return {
      subject: t('mails.password_changed.subject'),
      greeting: t('mails.password_changed.greeting', { name: this.reader.name }),
      lines: [
        t('mails.password_changed.body', { app: appName }),
        t('mails.password_changed.warning'),
      ],
      action: { label: t('mails.password_changed.action'), path: urlFor('password_resets.create') },
      note: t('mails.password_changed.ignore'),
    }
  }
}
