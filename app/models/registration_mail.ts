import db from '@adonisjs/lucid/services/db'
import { RegistrationMailSchema } from '#database/schema'

const MOST_AN_HOUR = 3

/**
 * A mail that somebody who is not logged in had sent to an address. The job that sends it has its place here, so
 * that a second run of the job takes no second one.
 */
export default class RegistrationMail extends RegistrationMailSchema {
  static selfAssignPrimaryKey = true

  /**
   * Sends, unless the address has got as many mails within the hour as it may. A mail that failed does not count.
   * @returns whether it was sent
   */
  static async within(email: string, jobId: string, send: () => Promise<void>) {
    if (!(await this.#take(email, jobId))) return false
    try {
      await send()
    } catch (error) {
      await this.query().where('job_id', jobId).delete()
      throw error
    }
    return true
  }

  static async #take(email: string, jobId: string) {
    return db.transaction(async (trx) => {
      await trx.rawQuery('SELECT pg_advisory_xact_lock(hashtextextended(?, 0))', [email])
      const { rows } = await trx.rawQuery(
        `INSERT INTO registration_mails (job_id, email, sent_at)
         SELECT ?::uuid, ?, clock_timestamp() WHERE ? > (
           SELECT count(*) FROM registration_mails
           WHERE email = ? AND job_id <> ?::uuid AND sent_at > clock_timestamp() - interval '1 hour')
         ON CONFLICT (job_id) DO UPDATE SET sent_at = excluded.sent_at
         RETURNING job_id`,
        [jobId, email, MOST_AN_HOUR, email, jobId]
      )
      return rows.length > 0
    })
  }
}
