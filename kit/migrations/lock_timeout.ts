import { setTimeout as sleep } from 'node:timers/promises'
import type { MigrationRunner } from '@adonisjs/lucid/migration'
import { CommandRefused } from '#console/asking_command'

const LOCK_NOT_AVAILABLE = '55P03'

interface Options {
  /** Seconds that a statement of a migration may wait for its lock. */
  seconds: number
  /** How often a migration is tried. Its transaction was rolled back, so it begins anew. */
  tries: number
  /** Called before each further try. */
  onRetry(migration: string): void
}

/**
 * Limits how long a migration in a transaction waits for a lock: all other queries of the table wait behind it. Between
 * two tries they get through. Makes `run` throw a CommandRefused after the last one.
 */
export function limitLockWaits(runner: MigrationRunner, options: Options) {
  const { seconds, tries, onRetry } = options
  limitTransactions(runner, seconds)
  const run = runner.run.bind(runner)
  runner.run = async () => {
    for (let left = tries; ; left -= 1) {
      await run()
      const migration = isLockTimeout(runner.error) && failedMigration(runner)
      if (!migration) return
      if (left <= 1 || runner.direction === 'down') throw refusal(migration, options)
      onRetry(migration)
      await sleep(seconds * 1000)
      Object.assign(runner, { error: null, migratedFiles: {} })
    }
  }
}

function limitTransactions(runner: MigrationRunner, seconds: number) {
  const client = runner['client']
  const begin = client.transaction.bind(client) as (...args: unknown[]) => Promise<unknown>
  Object.assign(client, {
    async transaction(...args: unknown[]) {
      const trx = (await begin(...args)) as Awaited<ReturnType<typeof client.transaction>>
      await trx.rawQuery(`SET LOCAL lock_timeout = ${Math.round(seconds * 1000)}`)
      return trx
    },
  })
}

function isLockTimeout(error: unknown) {
  return (error as { code?: string } | null)?.code === LOCK_NOT_AVAILABLE
}

function failedMigration({ migratedFiles }: MigrationRunner) {
  return Object.values(migratedFiles).find(({ status }) => status === 'error')?.file.name
}

function refusal(migration: string, { seconds, tries }: Options) {
  const times = tries === 1 ? 'once' : `${tries} times`
  return new CommandRefused(
    `${migration} waited ${seconds} seconds for a table that another transaction uses, ${times}.\n` +
      'Its changes are rolled back. Run the command again later, or end the transaction that holds the table:\n' +
      `SELECT pid, state, xact_start, query FROM pg_stat_activity WHERE state <> 'idle' ORDER BY xact_start`
  )
}
