import db from '@adonisjs/lucid/services/db'
import { Job } from '#queue/main'

/**
 * Deletes expired sign-ups, and the mails that no longer count towards the hourly limit.
 */
export default class PruneRegistrations extends Job {
  async handle() {
    await db.from('registrations').where('expires_at', '<=', db.raw('now()')).delete()
    await db
      .from('registration_mails')
      .where('sent_at', '<=', db.raw(`now() - interval '1 hour'`))
      .delete()
  }
}
