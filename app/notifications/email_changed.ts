import { urlFor } from '@adonisjs/core/services/url_builder'
import { AppNotification } from '#notifications/app_notification'
import type { Translator } from '#i18n/translate'

/** Its mail goes to the former address, with a link that undoes the change. */
export default class EmailChanged extends AppNotification<{ changeId: string; email: string }> {
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
    const { changeId } = this.data
    return { job: () => import('#jobs/send_email_changed_mail'), payload: { changeId } }
  }
}
