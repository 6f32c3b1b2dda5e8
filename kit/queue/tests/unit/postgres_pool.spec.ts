import { test } from '@japa/runner'
import type pg from 'pg'
import db from '@adonisjs/lucid/services/db'
import { createWorkerPool } from '#queue/drivers/postgres/pool'

function createPool(connection?: pg.PoolConfig) {
  const errors: string[] = []
  const { config } = db.manager.get('postgres')!
  const pool = createWorkerPool(connection ?? (config.connection as pg.PoolConfig), {
    schema: 'bullmq',
    max: 2,
    onError: (error) => errors.push(error.message),
  })
  return { pool, errors }
}

test.group('Worker pool', () => {
  test('the pool works in the schema of the queue', async ({ assert, cleanup }) => {
    const { pool } = createPool()
    cleanup(() => pool.end())

    const { rows } = await pool.query('SELECT current_schema AS schema, $1::int AS one', [1])
    assert.deepEqual(rows, [{ schema: 'bullmq', one: 1 }])
  })

  test('BullMQ sees an unavailable PostgreSQL as a refused connection', async ({
    assert,
    cleanup,
  }) => {
    const { pool, errors } = createPool({ host: '/nowhere' })
    cleanup(() => pool.end())

    const error = await pool.query('SELECT 1').catch((reason) => reason)
    assert.containsSubset(error, { code: 'ECONNREFUSED', cause: { code: 'ENOENT' } })
    assert.lengthOf(errors, 1)
  })

  test('BullMQ sees an ended session as a refused connection', async ({ assert, cleanup }) => {
    const { pool } = createPool()
    cleanup(() => pool.end())

    const error = await pool
      .query('SELECT pg_terminate_backend(pg_backend_pid())')
      .catch((reason) => reason)
    assert.containsSubset(error, { code: 'ECONNREFUSED', cause: { code: '57P01' } })
    const { rows } = await pool.query('SELECT 1 AS one')
    assert.deepEqual(rows, [{ one: 1 }])
  })

  test('an error in SQL stays an error in SQL', async ({ assert, cleanup }) => {
    const { pool, errors } = createPool()
    cleanup(() => pool.end())

    const error = await pool.query('SELECT nothing').catch((reason) => reason)
    assert.equal(error.code, '42703')
    assert.isEmpty(errors)
  })
})
