import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { DriverListener } from '#queue/tests/support/driver_listener'
import { PostgresQueue } from '#queue/tests/support/postgres_queue'
import QueueFunctions from '../../../../database/migrations/1700000000009_create_queue_functions.ts'
import TakeTurn from '../../../../database/migrations/1700000000076_create_take_turn_function.ts'

test.group('PostgreSQL migrations', (group) => {
  const queue = new PostgresQueue(group)

  test(
    'the migration {name} runs when its functions exist, because migration:fresh drops only tables'
  )
    .with([
      { name: 'of the queue', Migration: QueueFunctions },
      { name: 'of a turn', Migration: TakeTurn },
    ])
    .run(async ({ assert }, { Migration }) => {
      const migration = new Migration(db.connection(), 'functions')
      await assert.doesNotReject(() => migration.execUp())
    })

  test('a worker without the function of a new release says that migrations are missing', async ({
    assert,
    cleanup,
  }) => {
    await db.rawQuery('ALTER FUNCTION bullmq.take_turn RENAME TO former')
    cleanup(() => db.rawQuery('ALTER FUNCTION bullmq.former RENAME TO take_turn'))
    await assert.rejects(() => queue.listen(new DriverListener()), /node ace migration:run/)
  })
})
