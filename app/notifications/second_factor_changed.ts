import { urlFor } from '@adonisjs/core/services/url_builder'
import { AppNotification } from '#notifications/app_notification'
import type { SecondFactorNews } from '#jobs/send_second_factor_mail'
import type { Act } from '#services/act'
import type { Translator } from '#i18n/translate'

export type FactorChange = Exclude<SecondFactorNews, { change: 'few_codes' }>

export default class SecondFactorChanged extends AppNotification<FactorChange & Act> {
  static kind = 'second_factor_changed'
  static isSecurity = true

  write(t: Translator) {
    return {
      title: t('notification_kinds.second_factor_changed.title'),
      text: this.#text(t),
    }
  }

  get path() {
    return urlFor('second_factors.show')
  }

  mailFor(userId: number) {
    return {
      job: () => import('#jobs/send_second_factor_mail'),
      payload: { userId, ...this.data },
    }
  }

  #text(t: Translator) {
    const { data } = this
    if ('name' in data) {
      return t(`notification_kinds.second_factor_changed.${data.change}`, { passkey: data.name })
    }
    return t(`notification_kinds.second_factor_changed.${data.change}`)
  }
}
