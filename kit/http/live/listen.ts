import pg from 'pg'
import db from '@adonisjs/lucid/services/db'
import { endInTime } from '#http/query_time_limit'

interface Listener {
  onNotice(payload?: string): void
  /** The connection has ended, also if `end` has been called. */
  onEnd(): void
}

/** The connection of DATABASE_DIRECT_URL in config/database.ts. */
const DIRECT = 'direct'

const TIMEOUT_MS = 2000

/**
 * Opens a connection of its own, on which PostgreSQL tells what `NOTIFY` says on this channel.
 * @param channel an identifier of SQL
 * @throws if the database does not answer within two seconds
 * @see https://www.postgresql.org/docs/current/sql-notify.html
 */
export async function listen(channel: string, { onNotice, onEnd }: Listener) {
  const name = db.manager.has(DIRECT) ? DIRECT : db.primaryConnectionName
  const { connection } = db.connection(name).getReadClient().client.config
  const limits = { connectionTimeoutMillis: TIMEOUT_MS, query_timeout: TIMEOUT_MS }
  const client = new pg.Client({ ...connection, ...limits, keepAlive: true })
  endInTime(client)
  client.on('error', () => {})
  client.on('end', onEnd)
  client.on('notification', ({ payload }) => onNotice(payload))
  try {
    await client.connect()
    await client.query(`LISTEN ${channel}`)
  } catch (error) {
    void client.end()
    throw error
  }
  return client
}
