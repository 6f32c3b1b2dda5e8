import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { ApplicationService } from '@adonisjs/core/types'
import { CommandRefused } from '#console/asking_command'
import { settingsOf } from '#console/database_connection'

/** The key of Lucid's own lock, so that a release with another `migration:run` waits too. */
const KEY = 1

/** Milliseconds between two tries. A query that waits would have a snapshot, for which CONCURRENTLY waits in turn. */
const PAUSE = 500

interface Options {
  /** Seconds to wait for the lock. */
  wait: number
  /** Called once if another process has the lock. */
  onWait(): void
}

/**
 * Runs the callback while no other process migrates this database. The lock belongs to a transaction that does nothing
 * else, so it also holds behind a pooler of transactions.
 * @throws CommandRefused if another process still migrates after the wait
 */
export async function withRunLock<Result>(
  app: ApplicationService,
  { wait, onWait }: Options,
  callback: () => Promise<Result>
): Promise<Result> {
  const client = new pg.Client(settingsOf(app))
  // The migration itself tells that the database is gone.
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('BEGIN')
    await client.query('SET LOCAL idle_in_transaction_session_timeout = 0')
    await acquire(client, wait, onWait)
    return await callback()
  } finally {
    await client.end()
  }
}

async function acquire(client: pg.Client, wait: number, onWait: () => void) {
  if (await isFree(client)) return
  onWait()
  const end = performance.now() + wait * 1000
  while (performance.now() < end) {
    await sleep(PAUSE)
    if (await isFree(client)) return
  }
  throw new CommandRefused(
    `Another process has been migrating this database for more than ${wait} seconds.\n` +
      'Run the command again when it has ended. --wait 3600 waits for an hour'
  )
}

async function isFree(client: pg.Client) {
  const { rows } = await client.query('SELECT pg_try_advisory_xact_lock($1) AS free', [KEY])
  return rows[0].free === true
}
