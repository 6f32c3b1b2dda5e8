import db from '@adonisjs/lucid/services/db'
import { RegistrationMailSchema } from '#database/schema'

const MOST_AN_HOUR = 3

/**
 * A mail to an address that a guest typed. Each job counts only once, so a second run of the same job does not use up
 * another mail of the limit.
 */
export default class RegistrationMail extends RegistrationMailSchema {
  static selfAssignPrimaryKey = true

  /**
   * Sends the mail unless the address has reached its hourly limit. A mail that failed does not count.
   * @returns whether the mail was sent
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

  /**
   * The seconds until the address can get another mail, or 0.
   */
  static async secondsUntilNext(email: string): Promise<number> {
    const { rows } = await db.rawQuery(
      `SELECT ceil(extract(epoch FROM sent_at + interval '1 hour' - clock_timestamp()))::int AS wait
       FROM registration_mails
       WHERE email = ? AND sent_at > clock_timestamp() - interval '1 hour'
       ORDER BY sent_at DESC OFFSET ? LIMIT 1`,
      [email, MOST_AN_HOUR - 1]
    )
    return rows[0]?.wait ?? 0
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
