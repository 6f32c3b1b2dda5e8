import { BaseTransformer } from '@adonisjs/core/transformers'
import Notification, { type NotificationRow } from '#models/notification'
import { pagePath } from '#services/page_path'
import type { AppNotification } from '#notifications/app_notification'
import type { Translator } from '#i18n/translate'

/** The text is written in the language of the reader who asks for it now. */
export default class NotificationTransformer extends BaseTransformer<NotificationRow> {
  static async list(rows: NotificationRow[], t: Translator) {
    return Promise.all(
      rows.map(async (row) => {
        const notification = await Notification.revive(row.kind, row.data)
        return new this(row, notification, t).toObject()
      })
    )
  }

  /** `notification` is null for a kind of another release. */
  constructor(
    row: NotificationRow,
    private notification: AppNotification | null,
    private t: Translator
  ) {
    super(row)
  }

  toObject() {
    const { id, kind, read_at: readAt, created_at: createdAt } = this.resource
    const { title, text } = this.notification?.write(this.t) ?? {
      title: this.t('notification_kinds.unknown'),
      text: '',
    }
    return {
      id,
      kind,
      title,
      text,
      path: pagePath(this.notification?.path),
      isRead: readAt !== null,
      createdAt: createdAt.toISOString(),
    }
  }
}
