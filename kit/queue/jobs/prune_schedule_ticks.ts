import db from '@adonisjs/lucid/services/db'
import { Job } from '#queue/job'

const KEEP_DAYS = 30

/**
 * Deletes old ticks from the ledger, and schedules that were removed from the code long ago.
 */
export default class PruneScheduleTicks extends Job {
  async handle() {
    const limit = db.raw(`now() - interval '${KEEP_DAYS} days'`)
    await db.from('schedule_ticks').where('due_at', '<', limit).delete()
    await db.from('schedules').where('removed_at', '<', limit).delete()
  }
}
