import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import QueueFunctions from '../../../../database/migrations/1700000000009_create_queue_functions.ts'

test.group('PostgreSQL migrations', () => {
  test('the migrations run when functions exist already, because migration:fresh drops only tables', async ({
    assert,
  }) => {
    const migration = new QueueFunctions(db.connection(), 'queue_functions')
    await assert.doesNotReject(() => migration.execUp())
  })
})
