import { urlFor } from '@adonisjs/core/services/url_builder'
import { AppMail } from '#mails/app_mail'
import type { AppNotification } from '#notifications/app_notification'
import type User from '#models/user'
import { pagePath } from '#services/page_path'
import type { Translator } from '#i18n/translate'

/** A notification that has no mail of its own. */
export default class NotificationMail extends AppMail<User> {
  constructor(
    user: User,
    private notification: AppNotification
  ) {
    super(user)
  }

  protected write(t: Translator) {
    const { title, text } = this.notification.write(t)
    const path = pagePath(this.notification.path) ?? urlFor('notifications.index')
    return {
      subject: title,
      greeting: t('mails.notification.greeting', { name: this.reader.name }),
      lines: [text],
      action: { label: t('mails.notification.action'), path },
      note: t('mails.notification.note'),
    }
  }
}
