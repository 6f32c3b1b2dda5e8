import { urlFor } from '@adonisjs/core/services/url_builder'
import settings from '#settings'
import type { SecondFactorMail } from '#jobs/send_second_factor_mail'
import { AppMail } from '#mails/app_mail'
import type User from '#models/user'
import type { Translator } from '#i18n/translate'

/**
 * Tells the owner of an account that a second factor was added or removed, or that recovery codes were made or run out.
 */
export default class SecondFactorNotification extends AppMail<User> {
  constructor(
    user: User,
    private news: SecondFactorMail
  ) {
    super(user)
  }

  protected write(t: Translator) {
    return {
      subject: t(`mails.second_factor.${this.news.change}.subject`),
      greeting: t('mails.second_factor.greeting', { name: this.reader.name }),
      lines: [this.#body(t), ...this.detailsOf(t, this.news), t('mails.second_factor.warning')],
      action: { label: t('mails.second_factor.action'), path: urlFor('second_factors.show') },
      note: t('mails.second_factor.ignore'),
    }
  }

  #body(t: Translator) {
    const { news } = this
    if (news.change === 'few_codes') {
      return t('mails.second_factor.few_codes.body', {
        app: settings.get('product.name'),
        left: news.left,
      })
    }
    if (news.change === 'passkey_added' || news.change === 'passkey_removed') {
      const { name } = news
      return t(`mails.second_factor.${news.change}.body`, {
        app: settings.get('product.name'),
        passkey: name,
      })
    }
    return t(`mails.second_factor.${news.change}.body`, { app: settings.get('product.name') })
  }
}
