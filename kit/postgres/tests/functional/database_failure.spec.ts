import { connect } from 'node:net'
import pg from 'pg'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { settingsOf } from '#console/database_connection'
import db from '@adonisjs/lucid/services/db'
import { databaseFailureText } from '#postgres/database_failure'
import { runAceWith } from '#tests/support/ace'
import { freePort } from '#tests/support/free_port'

/** The error of a connection to the database of the tests with these changes. */
async function failureOf(changes: pg.ClientConfig) {
  const client = new pg.Client({ ...settingsOf(app), ...changes })
  const error = await client.connect().catch((reason) => reason)
  return databaseFailureText(error)
}

test.group('A database that cannot be used', () => {
  test('the sentence has the reason and the remedy', async ({ assert }) => {
    const remedy = 'Start it, or correct DATABASE_URL'
    const port = await freePort()

    assert.equal(
      await failureOf({ host: '127.0.0.1', port }),
      `The database does not answer: connect ECONNREFUSED 127.0.0.1:${port}. ${remedy}`
    )
    assert.equal(
      await failureOf({ database: 'missing' }),
      'The connection to the database is refused: database "missing" does not exist. Correct DATABASE_URL'
    )
    assert.equal(
      await failureOf({ user: 'stranger' }),
      'The connection to the database is refused: role "stranger" does not exist. Correct DATABASE_URL'
    )
    assert.equal(
      await failureOf({ ssl: true }),
      'The connection to the database is refused: The server does not support SSL connections. ' +
        'Turn on TLS in the server, or correct sslmode in DATABASE_URL'
    )
    const connectionString = `postgresql://app@127.0.0.1:${port},127.0.0.1:1/shop`
    assert.match(
      (await failureOf({ connectionString }))!,
      /^The database does not answer: No server of the database is any: .*; .*\. Start it/
    )
  })

  test('a session that the server ends is one, too', async ({ assert }) => {
    const client = new pg.Client(settingsOf(app))
    await client.connect()
    const error = await client
      .query('SELECT pg_terminate_backend(pg_backend_pid())')
      .catch((reason) => reason)

    assert.match(databaseFailureText(error)!, /^The database does not answer: terminating/)
  })

  test('an error of a statement, and that of another server, is none', async ({ assert }) => {
    const ofStatement = await db.rawQuery('SELECT * FROM missing').catch((error) => error)
    const ofServer = await new Promise((resolve) => connect(1, '127.0.0.1').once('error', resolve))

    assert.isUndefined(databaseFailureText(ofStatement))
    assert.isUndefined(databaseFailureText(ofServer))
    assert.isUndefined(databaseFailureText('text'))
  })

  test('{$self} says it in one line')
    .with(['down --status', 'key:rotate', 'partition:status', 'queue:status', 'settings:list'])
    .run(async ({ assert }, command) => {
      const env = { DATABASE_URL: 'postgresql://app:secret@127.0.0.1:1/shop' }
      const { exitCode, output } = await runAceWith(env, ...command.split(' '))

      assert.equal(exitCode, 1)
      assert.match(output.trim(), /^\[ error \] The database does not answer: .*DATABASE_URL$/)
    })
})
