import { urlFor } from '@adonisjs/core/services/url_builder'
import settings from '#settings'
import { AppMail } from '#mails/app_mail'
import type User from '#models/user'
import type { Act } from '#services/act'
import type { Translator } from '#i18n/translate'

/**
 * Tells the owner of an account that an access token was created.
 */
export default class AccessTokenNotification extends AppMail<User> {
  constructor(
    user: User,
    private token: string,
    private act: Act
  ) {
    super(user)
  }

  protected write(t: Translator) {
    return {
      subject: t('mails.access_token.subject'),
      greeting: t('mails.access_token.greeting', { name: this.reader.name }),
      lines: [
        t('mails.access_token.body', { app: settings.get('product.name'), token: this.token }),
        ...this.detailsOf(t, this.act),
        t('mails.access_token.warning'),
      ],
      action: { label: t('mails.access_token.action'), path: urlFor('access_tokens.index') },
      note: t('mails.access_token.ignore'),
    }
  }
}
