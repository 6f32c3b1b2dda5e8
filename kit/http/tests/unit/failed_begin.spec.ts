import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type pg from 'pg'
import { isUnavailable } from '#http/unavailable'

async function errorOf(act: () => Promise<unknown>) {
  return act().then(
    () => undefined,
    (error: unknown) => error
  )
}

test.group('A BEGIN that fails', () => {
  test('a failed BEGIN throws the reason', async ({ assert }) => {
    const { pool } = db.connection().getWriteClient().client
    const lose = (_: number, connection: pg.Client) => connection.connection.stream.destroy()
    pool.on('acquireSuccess', lose)
    const error = await errorOf(() => db.transaction((trx) => trx.rawQuery('SELECT 1')))
    pool.removeListener('acquireSuccess', lose)

    assert.isTrue(isUnavailable(error), String(error))
    await db.transaction((trx) => trx.rawQuery('SELECT 1'))
  })

  test('a failed SAVEPOINT throws the reason', async ({ assert }) => {
    const error = await errorOf(() =>
      db.transaction(async (trx) => {
        await errorOf(() => trx.rawQuery('SELECT 1 / 0'))
        await trx.transaction((savepoint) => savepoint.rawQuery('SELECT 1'))
      })
    )
    assert.match(String(error), /current transaction is aborted/)
  })
})
