import { hash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'
import { runMigrations } from 'bullmq'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { SCHEMA } from '#queue/define_config'
import { runAceWith } from '#tests/support/ace'

/** The batches of migrations that a database has when it is upgraded. */
const BATCHES = [
  { dump: 'first_release.sql', migrations: 9 },
  { dump: 'before_kit.sql', migrations: 7 },
]

/** The commands find the database by the name of their lane. */
const LANE = 'upgrades'

async function databaseWith(batches: typeof BATCHES) {
  const connection = db.connection().getWriteClient().client.config.connection as pg.ClientConfig
  const { rows } = await db.rawQuery('SELECT current_database() AS name')
  const name = `${rows[0].name}_${LANE}`
  await db.rawQuery('DROP DATABASE IF EXISTS ?? WITH (FORCE)', [name])
  await db.rawQuery('CREATE DATABASE ??', [name])

  const client = new pg.Client({ ...connection, database: name })
  await client.connect()
  await runMigrations(client, SCHEMA)
  for (const { dump } of batches) {
    await client.query(await readFile(app.makePath('kit/queue/tests/support', dump), 'utf8'))
  }
  return {
    async query(sql: string) {
      const result = await client.query(sql)
      return result.rows
    },
    async [Symbol.asyncDispose]() {
      await client.end()
      await db.rawQuery('DROP DATABASE ?? WITH (FORCE)', [name])
    },
  }
}

/** The rows that `migration:run` leaves in `adonis_schema`: those of the batches, and one batch of all newer migrations. */
async function expectedMigrations(batches: typeof BATCHES) {
  const files = await readdir(app.makePath('database/migrations'))
  const batchOf = batches.flatMap(({ migrations }, index) => Array(migrations).fill(index + 1))
  return files.sort().map((file, index) => ({
    name: `database/migrations/${file.replace('.ts', '')}`,
    batch: batchOf[index] ?? batches.length + 1,
  }))
}

async function ace(...args: string[]) {
  const lane = [process.env.TEST_LANE, LANE].filter(Boolean).join('_')
  const result = await runAceWith({ TEST_LANE: lane }, ...args)
  if (result.exitCode !== 0) throw new Error(result.output)
}

const MIGRATIONS = 'SELECT name, batch FROM adonis_schema ORDER BY name'

test.group('Upgrades of a database', () => {
  test('an upgrade from the first release runs only the newer migrations, keeps the rows, and the waiting job runs', async ({
    assert,
  }) => {
    const batches = BATCHES.slice(0, 1)
    await using database = await databaseWith(batches)
    await ace('migration:run', '--no-schema-generate')
    assert.deepEqual(await database.query(MIGRATIONS), await expectedMigrations(batches))

    await ace('queue:listen', '--once', '--no-schedules')
    const [job] = await database.query('SELECT status, attempt FROM job_runs')
    assert.deepEqual(job, { status: 'completed', attempt: 1 })
    assert.deepEqual(await database.query('SELECT id, user_id FROM sessions'), [
      { id: hash('sha256', 'living'), user_id: 1 },
    ])
    assert.deepEqual(await database.query('SELECT email, password FROM users'), [
      { email: 'ada@example.com', password: 'hash' },
    ])
    assert.deepEqual(await database.query('SELECT name, cadence, ran_count FROM schedules'), [
      { name: 'prune_sessions', cadence: '0 3 * * *', ran_count: 7 },
    ])
  })

  test('an upgrade from the last release without kit/ runs only the newer migrations and keeps the rows', async ({
    assert,
  }) => {
    await using database = await databaseWith(BATCHES)
    await ace('migration:run', '--no-schema-generate')

    assert.deepEqual(await database.query(MIGRATIONS), await expectedMigrations(BATCHES))
    assert.deepEqual(await database.query('SELECT email, password FROM users'), [
      { email: 'ada@example.com', password: 'hash' },
    ])
    assert.deepEqual(await database.query('SELECT email, password FROM registrations'), [
      { email: 'bo@example.com', password: 'hash' },
    ])
    assert.deepEqual(await database.query('SELECT hash, former_hash FROM remember_me_tokens'), [
      { hash: 'hash', former_hash: 'former' },
    ])
    assert.deepEqual(await database.query('SELECT id, prefix FROM queue_installations'), [
      { id: 'kept', prefix: 'queue' },
    ])
    assert.deepEqual(await database.query('SELECT id, status FROM job_runs'), [
      { id: '01a22240-5b25-7723-8819-7d878bb7e0a5', status: 'waiting' },
    ])
  })
})
