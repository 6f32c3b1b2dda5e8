import pg from 'pg'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { settingsOf } from '#console/database_connection'

test.group('A session that PostgreSQL ends', () => {
  test('the process goes on, and the next query of the client fails', async ({ assert }) => {
    const pool = new pg.Pool(settingsOf(app))
    const client = await pool.connect()
    const { rows } = await client.query('SELECT pg_backend_pid() AS pid')
    // `once` of Node would listen to `error` too.
    const ended = new Promise<void>((resolve) => client.once('end', resolve))

    await pool.query('SELECT pg_terminate_backend($1)', [rows[0].pid])
    await ended
    await assert.rejects(() => client.query('SELECT 1'), /not queryable/)
    client.release()
    const answer = await pool.query('SELECT 1 AS one')
    assert.equal(answer.rows[0].one, 1)
    await pool.end()
  })
})
