import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'

test.group('Database | dates', () => {
  test('a date column is read as the stored day, in every time zone', async ({ assert }) => {
    const { rows } = await db.rawQuery(`SELECT '2026-12-31'::date AS day, NULL::date AS none`)

    assert.deepEqual(rows, [{ day: '2026-12-31', none: null }])
  })
})
