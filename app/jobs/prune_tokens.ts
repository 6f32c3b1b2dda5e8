import db from '@adonisjs/lucid/services/db'
import { Job } from '#queue/main'

/** The page of the tokens still shows a token as expired until then. */
const LONG_AGO = `now() - interval '30 days'`

/**
 * Deletes expired "remember me" tokens, expired links and challenges, access tokens that expired long ago, and
 * expired rate limits.
 */
export default class PruneTokens extends Job {
  async handle() {
    await db.from('remember_me_tokens').where('expires_at', '<=', db.raw('now()')).delete()
    await db.from('email_changes').where('expires_at', '<=', db.raw('now()')).delete()
    await db.from('log_in_notices').where('expires_at', '<=', db.raw('now()')).delete()
    await db.from('log_in_codes').where('expires_at', '<=', db.raw('now()')).delete()
    await db.from('spent_challenges').where('expires_at', '<=', db.raw('now()')).delete()
    await db.from('password_resets').where('expires_at', '<=', db.raw('now()')).delete()
    await db.from('access_tokens').where('expires_at', '<=', db.raw(LONG_AGO)).delete()
    await db
      .from('rate_limits')
      .where('expire', '<=', db.raw('1000 * extract(epoch FROM now())'))
      .delete()
  }
}
