import { signedUrlFor } from '@adonisjs/core/services/url_builder'
import { BaseMail } from '@adonisjs/mail'
import { appName, appUrl } from '#config/app'
import type User from '#models/user'
import { formatsOf } from '#i18n/formats'
import { translator } from '#i18n/translator'

const LINK_HOURS = 72

/**
 * Welcomes a new account, with the link that confirms its address.
 */
export default class WelcomeNotification extends BaseMail {
  constructor(private user: User) {
    super()
  }

  prepare() {
    const { region } = this.user
    const t = translator(region)
    const view = {
      t,
      locale: region.locale,
      appName,
      appUrl,
      name: this.user.name,
      link: this.#link(),
      until: Date.now() + LINK_HOURS * 3_600_000,
      zone: formatsOf(region).timeZoneName(region.timeZone),
    }

    this.message
      .to(this.user.email, this.user.name)
      .subject(t('mails.welcome.subject'))
      .htmlView('emails/welcome_html', view)
      .textView('emails/welcome_text', view)
  }

  #link() {
    return signedUrlFor(
      'email_confirmations.show',
      { id: this.user.id },
      {
        qs: { key: this.user.confirmationKey },
        prefixUrl: appUrl,
        expiresIn: `${LINK_HOURS} hours`,
        purpose: 'confirm-email',
      }
    )
  }
}
