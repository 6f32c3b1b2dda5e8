import db from '@adonisjs/lucid/services/db'
import { Job } from '#queue/main'

export default class PruneSessions extends Job {
  async handle() {
    await db.from('sessions').where('expires_at', '<=', db.raw('now()')).delete()
  }
}
