import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { endOf } from '#http/account/session_end'
import { hashOfSessionId } from '#http/account/session_rows'

/** How many sessions a list shows. */
const MOST_LISTED = 100

export interface AccountSession {
  /** Pages and commands use it instead of the session's id, which logs its bearer in. */
  publicId: string
  ipAddress: string | null
  userAgent: string | null
  firstSeenAt: Date
  lastSeenAt: Date
  isRemembered: boolean
  isCurrent: boolean
}

/**
 * The browsers in which an account is logged in, the current one first, then by their last visit.
 * @param currentId the id of the session that asks, which is marked
 */
export async function sessionsOf(accountId: number, currentId?: string): Promise<AccountSession[]> {
  const { rows } = await db.rawQuery(
    `SELECT DISTINCT ON (coalesce(sessions.remember_token_id::text, sessions.id))
       sessions.public_id AS "publicId",
       sessions.ip_address AS "ipAddress",
       sessions.user_agent AS "userAgent",
       sessions.first_seen_at AS "firstSeenAt",
       sessions.last_seen_at AS "lastSeenAt",
       sessions.remember_token_id IS NOT NULL AS "isRemembered",
       sessions.id IS NOT DISTINCT FROM ? AS "isCurrent"
     FROM sessions JOIN users ON users.id = sessions.user_id
     WHERE users.id = ? AND sessions.expires_at > ?
       AND sessions.data->>'auth_generation' IS NOT DISTINCT FROM users.session_generation::text
     ORDER BY coalesce(sessions.remember_token_id::text, sessions.id), "isCurrent" DESC,
       sessions.last_seen_at DESC`,
    [currentId ? hashOfSessionId(currentId) : null, accountId, new Date()]
  )
  return rows
    .filter((session: AccountSession) => endOf(session) > new Date())
    .sort((one: AccountSession, other: AccountSession) => {
      const byCurrent = Number(other.isCurrent) - Number(one.isCurrent)
      return byCurrent || other.lastSeenAt.getTime() - one.lastSeenAt.getTime()
    })
    .slice(0, MOST_LISTED)
}

/**
 * Logs one browser out, with its "remember me" token.
 * @returns false if the account has no such session
 */
export async function endSession(accountId: number, publicId: string) {
  const session = await db
    .from('sessions')
    .where({ user_id: accountId, public_id: publicId })
    .select('id', 'remember_token_id')
    .first()
  if (!session) return false

  await db.from('remember_me_tokens').where('id', session.remember_token_id).delete()
  await db.from('sessions').where('id', session.id).delete()
  return true
}

/** Logs out all browsers of an account but one. */
export async function endOtherSessions(accountId: number, currentId: string) {
  const idHash = hashOfSessionId(currentId)
  const current = await db.from('sessions').where('id', idHash).first()
  const token = current?.remember_token_id ?? null
  await db.rawQuery(
    'DELETE FROM remember_me_tokens WHERE tokenable_id = ? AND id IS DISTINCT FROM ?::int',
    [accountId, token]
  )
  await db.from('sessions').where('user_id', accountId).whereNot('id', idHash).delete()
}

/**
 * Logs out all browsers of an account. Change its `session_generation` in the same transaction, so that log-ins that
 * have just begun end too.
 */
export async function endAllSessions(accountId: number, trx: TransactionClientContract) {
  await trx.from('remember_me_tokens').where('tokenable_id', accountId).delete()
  await trx.from('sessions').where('user_id', accountId).delete()
}
