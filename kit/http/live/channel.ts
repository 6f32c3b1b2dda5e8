import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** The channel of NOTIFY that all web processes of a database listen to. */
export const LIVE_CHANNEL = 'live'

/** The channel of all streams of an account. */
export function accountChannel(accountId: number) {
  return `accounts/${accountId}`
}

/** Ends all streams of a session, which goes on. The browser opens new ones, perhaps for another account. */
export async function endStreamsOf(sessionId: string) {
  const message = JSON.stringify({ ended: sessionId })
  await db.rawQuery('SELECT pg_notify(?, ?)', [LIVE_CHANNEL, message])
}

/**
 * Tells all open pages of these accounts that something of this topic has changed. PostgreSQL sends it when the
 * transaction is committed, and not at all after a rollback.
 */
export async function tellAccounts(
  accountIds: number[],
  topic: string,
  client: TransactionClientContract | typeof db = db
) {
  await client.rawQuery(
    `SELECT pg_notify(?, json_build_object('channel', 'accounts/' || id, 'payload', ?::text)::text)
     FROM unnest(?::int[]) AS id`,
    [LIVE_CHANNEL, topic, accountIds]
  )
}
