import { urlFor } from '@adonisjs/core/services/url_builder'
import { AppNotification } from '#notifications/app_notification'
import type { Act } from '#services/act'
import type { Translator } from '#i18n/translate'

export default class PasswordChanged extends AppNotification<Act> {
  static kind = 'password_changed'
  static isSecurity = true

  write(t: Translator) {
    return {
      title: t('notification_kinds.password_changed.title'),
      text: t('notification_kinds.password_changed.text'),
    }
  }

  get path() {
    return urlFor('security.show')
  }

  mailFor(userId: number) {
    return {
      job: () => import('#jobs/send_password_changed_mail'),
      payload: { userId, ...this.data },
    }
  }
}
