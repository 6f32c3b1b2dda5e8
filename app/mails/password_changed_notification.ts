import { urlFor } from '@adonisjs/core/services/url_builder'
import settings from '#settings'
import { AppMail } from '#mails/app_mail'
import type User from '#models/user'
import type { Act } from '#services/act'
import type { Translator } from '#i18n/translate'

/**
 * Tells the owner of an account that its password was changed, with the way to get the account back and the other ways
 * into it.
 */
export default class PasswordChangedNotification extends AppMail<User> {
  constructor(
    user: User,
    private waysIn: string[],
    private act: Partial<Act>
  ) {
    super(user)
  }

  protected write(t: Translator) {
    return {
      subject: t('mails.password_changed.subject'),
      greeting: t('mails.password_changed.greeting', { name: this.reader.name }),
      lines: [
        t('mails.password_changed.body', { app: settings.get('product.name') }),
        ...this.detailsOf(t, this.act),
        t('mails.password_changed.warning'),
      ],
      list: this.#list(t),
      action: { label: t('mails.password_changed.action'), path: urlFor('password_resets.create') },
      note: t('mails.password_changed.ignore'),
    }
  }

  #list(t: Translator) {
    if (this.waysIn.length === 0) return undefined
    const action = { label: t('ways_in.open'), path: urlFor('security.show') }
    return { lead: t('ways_in.remain'), items: this.waysIn, action }
  }
}
