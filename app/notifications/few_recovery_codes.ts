import { urlFor } from '@adonisjs/core/services/url_builder'
import { AppNotification } from '#notifications/app_notification'
import type { Act } from '#services/act'
import type { Translator } from '#i18n/translate'

export default class FewRecoveryCodes extends AppNotification<Act & { left: number }> {
  static kind = 'few_recovery_codes'
  static isSecurity = true

  write(t: Translator) {
    return {
      title: t('notification_kinds.few_recovery_codes.title'),
      text: t('notification_kinds.few_recovery_codes.text', { left: this.data.left }),
    }
  }

  get path() {
    return urlFor('recovery_codes.index')
  }

  mailFor(userId: number) {
    const payload = { userId, change: 'few_codes', ...this.data } as const
    return { job: () => import('#jobs/send_second_factor_mail'), payload }
  }
}
