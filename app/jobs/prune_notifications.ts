import string from '@adonisjs/core/helpers/string'
import db from '@adonisjs/lucid/services/db'
import notificationsConfig from '#config/notifications'
import { Job } from '#queue/main'

/** Deletes old notifications, also unread ones. */
export default class PruneNotifications extends Job {
  async handle() {
    const seconds = string.seconds.parse(notificationsConfig.keepFor)
    await db
      .from('notifications')
      .where('created_at', '<', db.raw(`now() - make_interval(secs => ?)`, [seconds]))
      .delete()
  }
}
