import { urlFor } from '@adonisjs/core/services/url_builder'
import { AppNotification } from '#notifications/app_notification'
import type { NewDeviceLogIn } from '#mails/new_device_notification'
import { deviceText } from '#services/act'
import type { Translator } from '#i18n/translate'

export default class NewDevice extends AppNotification<NewDeviceLogIn> {
  static kind = 'new_device'
  static isSecurity = true

  write(t: Translator) {
    return {
      title: t('notification_kinds.new_device.title'),
      text: t('notification_kinds.new_device.text', {
        device: deviceText(t, this.data.userAgent),
        address: this.data.ipAddress ?? '–',
      }),
    }
  }

  get path() {
    return urlFor('browser_sessions.index')
  }

  mailFor(userId: number) {
    return {
      job: () => import('#jobs/send_new_device_mail'),
      payload: { userId, ...this.data },
    }
  }
}
