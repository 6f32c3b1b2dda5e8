import { urlFor } from '@adonisjs/core/services/url_builder'
import { BaseMail } from '@adonisjs/mail'
import type { DateTime } from 'luxon'
import { appName, appUrl } from '#config/app'
import type User from '#models/user'
import { formatsOf } from '#i18n/formats'
import { translator } from '#i18n/translator'

interface Link {
  token: string
  expiresAt: DateTime
}

export default class PasswordResetNotification extends BaseMail {
  constructor(
    private user: User,
    private link: Link
  ) {
    super()
  }

  prepare() {
    const { email, name, region } = this.user
    const { token, expiresAt } = this.link
    const t = translator(region)
    const view = {
      t,
      locale: region.locale,
      appName,
      appUrl,
      name,
      link: appUrl + urlFor('password_resets.edit', { token }),
      until: expiresAt.toMillis(),
      zone: formatsOf(region).timeZoneName(region.timeZone),
    }

    this.message
      .to(email, name)
      .subject(t('mails.password_reset.subject'))
      .htmlView('emails/password_reset_html', view)
      .textView('emails/password_reset_text', view)
  }
}
