import { urlFor } from '@adonisjs/core/services/url_builder'
import { AppNotification } from '#notifications/app_notification'
import type { Translator } from '#i18n/translate'

/** Tells a person that the staff uses the account. */
export default class Impersonated extends AppNotification<{ mayAct: boolean }> {
  static kind = 'impersonated'
  static isSecurity = true

  write(t: Translator) {
    const { mayAct } = this.data
    return {
      title: t('notification_kinds.impersonated.title'),
      text: t(`notification_kinds.impersonated.${mayAct ? 'acting' : 'looking'}`),
    }
  }

  get path() {
    return urlFor('security.show')
  }
}
