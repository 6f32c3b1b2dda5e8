import pg from 'pg'
import app from '@adonisjs/core/services/app'
import { settingsOf } from '#console/database_connection'
import { dryRun } from '#migrations/check/dry_run'
import type { MigrationFile } from '#migrations/check/migration_files'

const SCHEMA = 'migration_probe'

/** A connection to a schema of its own, which real migrations change. */
export async function probe(settings: { isNew?: boolean } = {}) {
  const client = new pg.Client(settingsOf(app))
  await client.connect()
  if (settings.isNew) {
    await client.query(`DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE`)
    await client.query(`CREATE SCHEMA ${SCHEMA}`)
  }
  await client.query(`SET search_path = ${SCHEMA}`)
  return client
}

export async function dropProbe(client: pg.Client) {
  await client.query('ROLLBACK')
  await client.query(`DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE`)
  await client.end()
}

/** Runs the statements of migrations as Lucid does: each migration in a transaction, unless it has none. */
export async function runIn(client: pg.Client, files: MigrationFile[]) {
  for (const file of files) {
    const { statements } = await dryRun(file)
    const Schema = (await file.getSource()) as { disableTransactions: boolean }
    if (!Schema.disableTransactions) await client.query('BEGIN')
    for (const { sql } of statements) await client.query(sql)
    if (!Schema.disableTransactions) await client.query('COMMIT')
  }
}

/** True if the query would have to wait for another transaction. */
export async function waits(client: pg.Client, sql: string) {
  await client.query('BEGIN')
  try {
    await client.query(`SET LOCAL lock_timeout = 200`)
    await client.query(sql)
    return false
  } catch (error) {
    if ((error as { code?: string }).code !== '55P03') throw error
    return true
  } finally {
    await client.query('ROLLBACK')
  }
}
