import { urlFor } from '@adonisjs/core/services/url_builder'
import { BaseMail } from '@adonisjs/mail'
import { appName, appUrl } from '#config/app'
import type User from '#models/user'
import { translator } from '#i18n/translator'

/**
 * Tells the owner of an account that somebody, perhaps they themselves, signed up with their address.
 */
export default class AccountExistsNotification extends BaseMail {
  constructor(private user: User) {
    super()
  }

  prepare() {
    const { region } = this.user
    const t = translator(region)
    const link = appUrl + urlFor('sessions.create')
    const view = { t, locale: region.locale, appName, appUrl, name: this.user.name, link }

    this.message
      .to(this.user.email, this.user.name)
      .subject(t('mails.account_exists.subject'))
      .htmlView('emails/account_exists_html', view)
      .textView('emails/account_exists_text', view)
  }
}
