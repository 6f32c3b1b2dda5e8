import { urlFor } from '@adonisjs/core/services/url_builder'
import { BaseMail } from '@adonisjs/mail'
import { appName, appUrl } from '#config/app'
import type User from '#models/user'
import { translator } from '#i18n/translator'

/**
 * Tells the owner of an account that its password was changed, with the way to get the account back.
 */
export default class PasswordChangedNotification extends BaseMail {
  constructor(private user: User) {
    super()
  }

  prepare() {
    const { email, name, region } = this.user
    const t = translator(region)
    const link = appUrl + urlFor('password_resets.create')
    const view = { t, locale: region.locale, appName, appUrl, name, link }

    this.message
      .to(email, name)
      .subject(t('mails.password_changed.subject'))
      .htmlView('emails/password_changed_html', view)
      .textView('emails/password_changed_text', view)
  }
}
