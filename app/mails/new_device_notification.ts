import { urlFor } from '@adonisjs/core/services/url_builder'
import { appName } from '#config/app'
import { deviceOf } from '#http/account/device'
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
    const at = Date.parse(this.logIn.loggedInAt)
    const address = this.logIn.ipAddress ?? '–'
    return {
      subject: t('mails.new_device.subject'),
      greeting: t('mails.new_device.greeting', { name: this.reader.name }),
      lines: [
        t('mails.new_device.body', { app: appName }),
        t('mails.new_device.details', { device: this.#device(t), address, at, zone: this.zone }),
        t('mails.new_device.warning'),
      ],
      action: {
        label: t('mails.new_device.action'),
        path: urlFor('log_in_reports.edit', { token: this.token }),
      },
      note: t('mails.new_device.ignore'),
    }
  }

  #device(t: Translator) {
    const device = deviceOf(this.logIn.userAgent)
    if (!device) return t('activity.unknown_device')
    return t('activity.device', { browser: device.browser, system: device.system })
  }
}
