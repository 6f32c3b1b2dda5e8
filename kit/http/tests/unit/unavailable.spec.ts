import { once } from 'node:events'
import pg from 'pg'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { isUnavailable } from '#http/unavailable'

test.group('Unavailable', () => {
  test('a query on a connection that PostgreSQL has closed reports that the database is unavailable', async ({
    assert,
  }) => {
    const client = new pg.Client(db.connection().getReadClient().client.config.connection)
    await client.connect()
    const { rows } = await client.query('SELECT pg_backend_pid() AS pid')
    // Two errors come: PostgreSQL's own, and another when the connection closes.
    client.on('error', () => undefined)
    const ended = once(client, 'error')
    await db.rawQuery('SELECT pg_terminate_backend(?)', [rows[0].pid])
    const [reason] = await ended
    assert.isTrue(isUnavailable(reason))

    for (const close of [async () => {}, () => client.end()]) {
      await close()
      const error = await client.query('SELECT 1').catch((one: unknown) => one)
      assert.match(String(error), /is not queryable/)
      assert.isTrue(isUnavailable(error))
    }
  })

  test('a query that is sent before the close is noticed reports it too', async ({ assert }) => {
    const client = new pg.Client(db.connection().getReadClient().client.config.connection)
    await client.connect()
    client.on('error', () => undefined)
    const { rows } = await client.query('SELECT pg_backend_pid() AS pid')
    const { stream } = client.connection
    stream.pause()
    await db.rawQuery('SELECT pg_terminate_backend(?, 2000)', [rows[0].pid])
    const answer = client.query('SELECT 1').catch((one: unknown) => one)
    setTimeout(() => stream.resume(), 500)

    const error = await answer
    assert.isTrue(isUnavailable(error), String(error))
  })
})
