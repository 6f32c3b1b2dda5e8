import { urlFor } from '@adonisjs/core/services/url_builder'
import { AppNotification } from '#notifications/app_notification'
import type { Translator } from '#i18n/translate'

/** A job reads the picture, so its owner may have left the page. */
export default class PictureRefused extends AppNotification<{}> {
  static kind = 'picture_refused'
  static channels = { app: true, mail: false }

  constructor() {
    super({})
  }

  write(t: Translator) {
    return {
      title: t('notification_kinds.picture_refused.title'),
      text: t('notification_kinds.picture_refused.text'),
    }
  }

  get path() {
    return urlFor('profiles.edit')
  }
}
