import db from '@adonisjs/lucid/services/db'
import { Job } from '#queue/main'

/** Deletes the invitations that have been expired for a month: until then, they can be sent again. */
export default class PruneInvitations extends Job {
  async handle() {
    await db
      .from('invitations')
      .where('expires_at', '<=', db.raw(`now() - interval '30 days'`))
      .delete()
  }
}
