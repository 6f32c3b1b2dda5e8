import { urlFor } from '@adonisjs/core/services/url_builder'
import settings from '#settings'
import { AppMail } from '#mails/app_mail'
import type { EventOrigin } from '#models/account_event'
import type User from '#models/user'
import type { Translator } from '#i18n/translate'

export interface NewDeviceLogIn extends EventOrigin {
  /** ISO 8601. */
  loggedInAt: string
}

export default class NewDeviceNotification extends AppMail<User> {
  constructor(
    user: User,
    private logIn: NewDeviceLogIn,
    private token: string
  ) {
    super(user)
  }

  protected write(t: Translator) {
    const act = { ...this.logIn, doneAt: this.logIn.loggedInAt }
    return {
      subject: t('mails.new_device.subject'),
      greeting: t('mails.new_device.greeting', { name: this.reader.name }),
      lines: [
        t('mails.new_device.body', { app: settings.get('product.name') }),
        ...this.detailsOf(t, act),
        t('mails.new_device.warning'),
      ],
      action: {
        label: t('mails.new_device.action'),
        path: urlFor('log_in_reports.edit', { token: this.token }),
      },
      note: t('mails.new_device.ignore'),
    }
  }
}
