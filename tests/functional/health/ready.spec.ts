import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import MigrationsMiddleware from '#http/middleware/migrations_middleware'
import { MigrationsPendingException } from '#http/migrations_pending_exception'

const USERS = 'database/migrations/1700000000001_create_users_table'

test.group('Readiness', () => {
  test('a process is ready if its database has every migration', async ({ client }) => {
    const response = await client.get('/health/ready')

    response.assertStatus(200)
    response.assertBodyContains({ status: 'ready' })
  })

  test('a process is not ready if its database lacks a migration, and names it', async ({
    client,
  }) => {
    await db.from('adonis_schema').where('name', USERS).delete()
    const response = await client.get('/health/ready')

    response.assertStatus(503)
    response.assertBodyContains({ status: 'not ready', pending: [USERS] })
    response.assertTextIncludes('npm run migrate')
  })

  test('a process is not ready if its database was never migrated', async ({ assert, client }) => {
    await db.rawQuery('ALTER TABLE adonis_schema RENAME TO elsewhere')
    const response = await client.get('/health/ready')

    response.assertStatus(503)
    assert.isAbove(response.body().pending?.length ?? 0, 5)
  })
})

test.group('Migrations in development', () => {
  test('a page names the command if the database lacks a migration', async ({ assert }) => {
    await db.from('adonis_schema').where('name', USERS).delete()
    const error = await visit().catch((it) => it)

    assert.instanceOf(error, MigrationsPendingException)
    assert.equal(error.status, 503)
    assert.include(error.message, 'node ace migration:run')
  })

  test('a page is shown if the database is migrated', async ({ assert }) => {
    assert.equal(await visit(), 'the page')
  })
})

function visit() {
  return new MigrationsMiddleware().handle({} as never, async () => 'the page')
}
