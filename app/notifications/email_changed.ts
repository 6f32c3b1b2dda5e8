import { urlFor } from '@adonisjs/core/services/url_builder'
import { AppNotification } from '#notifications/app_notification'
import type { Act } from '#services/act'
import type { Translator } from '#i18n/translate'

type News = Act & { changeId: string; email: string }

/** Its mail goes to the former address, with a link that undoes the change. */
export default class EmailChanged extends AppNotification<News> {
  static kind = 'email_changed'
  static isSecurity = true

  write(t: Translator) {
    return {
      title: t('notification_kinds.email_changed.title'),
      text: t('notification_kinds.email_changed.text', { email: this.data.email }),
    }
  }

  get path() {
    return urlFor('security.show')
  }

  mailFor() {
    const { changeId, ipAddress, userAgent, doneAt } = this.data
    const payload = { changeId, ipAddress, userAgent, doneAt }
    return { job: () => import('#jobs/send_email_changed_mail'), payload }
  }
}
