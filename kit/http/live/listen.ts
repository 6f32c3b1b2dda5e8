import pg from 'pg'
import db from '@adonisjs/lucid/services/db'

interface Listener {
  onNotice(payload?: string): void
  /** The connection has ended, also if `end` has been called. */
  onEnd(): void
}

/** The connection of DATABASE_DIRECT_URL in config/database.ts. */
const DIRECT = 'direct'

const CONNECT_TIMEOUT_MS = 2000

/**
 * Opens a connection of its own, on which PostgreSQL tells what `NOTIFY` says on this channel.
 * @param channel an identifier of SQL
 * @throws if the database cannot be reached within two seconds
 * @see https://www.postgresql.org/docs/current/sql-notify.html
 */
export async function listen(channel: string, { onNotice, onEnd }: Listener) {
  const name = db.manager.has(DIRECT) ? DIRECT : db.primaryConnectionName
  const { connection } = db.connection(name).getReadClient().client.config
  const options = { keepAlive: true, connectionTimeoutMillis: CONNECT_TIMEOUT_MS }
  const client = new pg.Client({ ...connection, ...options })
  client.on('error', () => {})
  client.on('end', onEnd)
  client.on('notification', ({ payload }) => onNotice(payload))
  await client.connect()
  await client.query(`LISTEN ${channel}`)
  return client
}
