import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'
import { runMigrations } from 'bullmq'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { SCHEMA } from '#queue/define_config'
import { runAceWith } from '#tests/support/ace'

const DUMP = app.makePath('kit/queue/tests/support/first_release.sql')
const MIGRATIONS_OF_FIRST_RELEASE = 9

/** The commands find the database by the name of their lane. */
const LANE = 'first_release'

async function databaseOfFirstRelease() {
  const connection = db.connection().getWriteClient().client.config.connection as pg.ClientConfig
  const { rows } = await db.rawQuery('SELECT current_database() AS name')
  const name = `${rows[0].name}_${LANE}`
  await db.rawQuery('DROP DATABASE IF EXISTS ?? WITH (FORCE)', [name])
  await db.rawQuery('CREATE DATABASE ??', [name])

  const client = new pg.Client({ ...connection, database: name })
  await client.connect()
  await runMigrations(client, SCHEMA)
  await client.query(await readFile(DUMP, 'utf8'))
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

async function ace(...args: string[]) {
  const lane = [process.env.TEST_LANE, LANE].filter(Boolean).join('_')
  const result = await runAceWith({ TEST_LANE: lane }, ...args)
  if (result.exitCode !== 0) throw new Error(result.output)
}

test.group('A database of the first release', () => {
  test('an upgrade runs only the newer migrations, keeps the rows, and the waiting job runs', async ({
    assert,
  }) => {
    await using database = await databaseOfFirstRelease()
    await ace('migration:run', '--no-schema-generate')

    const files = await readdir(app.makePath('database/migrations'))
    assert.deepEqual(
      await database.query('SELECT name, batch FROM adonis_schema ORDER BY name'),
      files.sort().map((file, index) => ({
        name: `database/migrations/${file.replace('.ts', '')}`,
        batch: index < MIGRATIONS_OF_FIRST_RELEASE ? 1 : 2,
      }))
    )

    await ace('queue:listen', '--once', '--no-schedules')
    const [job] = await database.query('SELECT status, attempt FROM job_runs')
    assert.deepEqual(job, { status: 'completed', attempt: 1 })
    assert.deepEqual(await database.query('SELECT id, user_id FROM sessions'), [
      { id: 'living', user_id: 1 },
    ])
    assert.deepEqual(await database.query('SELECT email, password FROM users'), [
      { email: 'ada@example.com', password: 'hash' },
    ])
    assert.deepEqual(await database.query('SELECT name, cadence, ran_count FROM schedules'), [
      { name: 'prune_sessions', cadence: '0 3 * * *', ran_count: 7 },
    ])
  })
})
