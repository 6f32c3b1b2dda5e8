import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { ApplicationService } from '@adonisjs/core/types'
import { CommandRefused } from '#console/asking_command'
import { settingsOf } from '#console/database_connection'
import { databaseFailureText } from '#postgres/database_failure'

/** The key of Lucid's own lock, so that a release with another `migration:run` waits too. */
const KEY = 1

/** Milliseconds between two tries. A query that waits for the lock has a snapshot too. */
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
 * @throws CommandRefused if another process still migrates after the wait, or if the database does not answer
 */
export async function withRunLock<Result>(
  app: ApplicationService,
  { wait, onWait }: Options,
  callback: () => Promise<Result>
): Promise<Result> {
  const client = new pg.Client(settingsOf(app))
  // The migration itself tells that the database is gone.
  client.on('error', () => {})
  await client.connect().catch((error: Error) => {
    throw new CommandRefused(databaseFailureText(error) ?? error.message)
  })
  try {
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

/**
 * Between two tries there is no transaction, which would keep a connection of a pooler. A query with parameters would keep
 * its snapshot for the whole transaction, and CONCURRENTLY waits for such a snapshot.
 */
async function isFree(client: pg.Client) {
  await client.query('BEGIN')
  await client.query('SET LOCAL idle_in_transaction_session_timeout = 0')
  const { rows } = await client.query(`SELECT pg_try_advisory_xact_lock(${KEY}) AS free`)
  if (rows[0].free === true) return true
  await client.query('ROLLBACK')
  return false
}
