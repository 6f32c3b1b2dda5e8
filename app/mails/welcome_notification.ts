import { signedUrlFor } from '@adonisjs/core/services/url_builder'
import { BaseMail } from '@adonisjs/mail'
import { appName, appUrl } from '#config/app'
import Registration from '#models/registration'
import { formatsOf } from '#i18n/formats'
import { translator } from '#i18n/translator'

/**
 * Contains the link that confirms the address. The address is not verified yet, so the mail contains no text from the
 * person who signed up, not even the name.
 */
export default class WelcomeNotification extends BaseMail {
  constructor(private registration: Registration) {
    super()
  }

  prepare() {
    const { email, expiresAt, region } = this.registration
    const t = translator(region)
    const view = {
      t,
      locale: region.locale,
      appName,
      appUrl,
      link: this.#link(),
      until: expiresAt.toMillis(),
      zone: formatsOf(region).timeZoneName(region.timeZone),
    }

    this.message
      .to(email)
      .subject(t('mails.welcome.subject'))
      .htmlView('emails/welcome_html', view)
      .textView('emails/welcome_text', view)
  }

  /** The registration decides when the link expires, not its signature. */
  #link() {
    return signedUrlFor(
      'email_confirmations.show',
      { id: this.registration.id },
      { prefixUrl: appUrl, purpose: Registration.linkPurpose }
    )
  }
}
