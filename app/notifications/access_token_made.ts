import { urlFor } from '@adonisjs/core/services/url_builder'
import { AppNotification } from '#notifications/app_notification'
import type { Act } from '#services/act'
import type { Translator } from '#i18n/translate'

export default class AccessTokenMade extends AppNotification<Act & { name: string }> {
  static kind = 'access_token_made'
  static isSecurity = true

  write(t: Translator) {
    return {
      title: t('notification_kinds.access_token_made.title'),
      text: t('notification_kinds.access_token_made.text', { token: this.data.name }),
    }
  }

  get path() {
    return urlFor('access_tokens.index')
  }

  mailFor(userId: number) {
    return { job: () => import('#jobs/send_access_token_mail'), payload: { userId, ...this.data } }
  }
}
