import { createHash } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import type { HttpRequest } from '@adonisjs/core/http'
import { endOf } from '#http/account/session_end'

/** A request writes again when the session was last seen, and extends its expiry, after this time. */
export const TOUCH_AFTER_MS = 60_000

/** The log-in that began a session. */
export interface LogIn {
  firstSeenAt: Date
  /** The "remember me" token of the browser. */
  rememberTokenId: number | null
}

export interface SessionRow extends LogIn {
  /** As the cookie has it. */
  id: string
  publicId: string
  lastSeenAt: Date
  data: Record<string, unknown>
  /** The columns of the account, which the same query reads. */
  account?: Record<string, unknown>
}

/** The table has only this hash of an id, so that nobody who reads it or a backup can use a session. */
export function hashOfSessionId(id: string) {
  return createHash('sha256').update(id).digest('hex')
}

/** @returns null if the session is unknown or has ended */
export async function findSession(id: string): Promise<SessionRow | null> {
  const { rows } = await db.rawQuery(
    `SELECT sessions.data, sessions.first_seen_at, sessions.last_seen_at,
       sessions.remember_token_id, sessions.public_id, users.*
     FROM sessions LEFT JOIN users ON users.id = sessions.user_id
     WHERE sessions.id = ? AND sessions.expires_at > ?`,
    [hashOfSessionId(id), new Date()]
  )
  if (rows.length === 0) return null

  const { data, first_seen_at: firstSeenAt, last_seen_at: lastSeenAt, ...others } = rows[0]
  const { remember_token_id: rememberTokenId, public_id: publicId, ...account } = others
  const row = { id, publicId, data, firstSeenAt, lastSeenAt, rememberTokenId }
  if (!account.id) return row
  return expiryOf(row) > new Date() ? { ...row, account } : null
}

/** Two requests of a guest, such as those of a double click, can both be the first that does not fit into the cookie. */
export async function insertGuestSession(id: string, data: string, expiresAt: Date) {
  const row = { id: hashOfSessionId(id), data, expires_at: expiresAt }
  await db.table('sessions').insert(row).onConflict('id').merge(['data', 'expires_at'])
}

interface NewSession extends LogIn {
  id: string
  data: string
  userId: number
  /** The `session_generation` of the account when the log-in began. */
  generation: string | null
}

/**
 * Inserts nothing if the sessions of the account, or the token that began this one, have ended since the request began:
 * a log-in must not outlive the password that it was made with. The locks make it wait for a concurrent end, and are in
 * its order, so that the two never deadlock. PostgreSQL checks the token first unless its query depends on the account.
 */
export async function insertSession(session: NewSession, request: HttpRequest) {
  const { data, userId, generation, firstSeenAt, rememberTokenId } = session
  const id = hashOfSessionId(session.id)
  const lastSeenAt = new Date()
  const expiresAt = expiryOf({ firstSeenAt, lastSeenAt, rememberTokenId })
  const { ip_address: ipAddress, user_agent: userAgent } = clientOf(request)
  await db.rawQuery(
    `WITH account AS MATERIALIZED (
       SELECT id FROM users
       WHERE id = ? AND session_generation IS NOT DISTINCT FROM ?::uuid FOR SHARE)
     INSERT INTO sessions (id, data, user_id, expires_at, first_seen_at, last_seen_at,
       remember_token_id, ip_address, user_agent)
     SELECT ?, ?::jsonb, account.id, ?::timestamptz, ?::timestamptz, ?::timestamptz, ?::int, ?, ?
     FROM account WHERE ?::int IS NULL
       OR EXISTS (
         SELECT 1 FROM remember_me_tokens WHERE id = ? AND tokenable_id = account.id FOR KEY SHARE)`,
    [
      ...[userId, generation],
      ...[id, data, expiresAt, firstSeenAt, lastSeenAt, rememberTokenId, ipAddress, userAgent],
      ...[rememberTokenId, rememberTokenId],
    ]
  )
  if (rememberTokenId) await deleteFormerSessions(id, rememberTokenId)
}

/** The token lives as long as its session. Two statements, so that neither holds a lock while it waits for one. */
export async function updateSession(row: SessionRow, columns: object, request: HttpRequest) {
  const { rememberTokenId: tokenId } = row
  const lastSeenAt = new Date()
  const expiresAt = expiryOf({ ...row, lastSeenAt })
  if (tokenId) {
    await db.from('remember_me_tokens').where('id', tokenId).update('expires_at', expiresAt)
  }
  const seen = { last_seen_at: lastSeenAt, expires_at: expiresAt, ...clientOf(request) }
  await db
    .from('sessions')
    .where('id', hashOfSessionId(row.id))
    .update({ ...columns, ...seen })
}

/**
 * A browser that "remember me" has logged in again has lost its former session. The tabs of a restored window come at
 * the same moment, and each keeps its session.
 */
async function deleteFormerSessions(idHash: string, rememberTokenId: number) {
  await db
    .from('sessions')
    .where('remember_token_id', rememberTokenId)
    .whereNot('id', idHash)
    .where('last_seen_at', '<', new Date(Date.now() - TOUCH_AFTER_MS))
    .delete()
}

function expiryOf({ rememberTokenId, ...times }: LogIn & { lastSeenAt: Date }) {
  return endOf({ ...times, isRemembered: rememberTokenId !== null })
}

function clientOf(request: HttpRequest) {
  return {
    ip_address: request.ip(),
    user_agent: request.header('user-agent')?.slice(0, 255) ?? null,
  }
}
