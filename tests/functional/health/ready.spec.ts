import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import MigrationsMiddleware from '#http/middleware/migrations_middleware'
import { MigrationsPendingException } from '#http/migrations_pending_exception'

const USERS = 'database/migrations/1700000000001_create_users_table'

test.group('Readiness', () => {
  test('a process whose database has every migration is ready', async ({ client }) => {
    const response = await client.get('/health/ready')

    response.assertStatus(200)
    response.assertBodyContains({ status: 'ready' })
  })

  test('a process whose database lacks a migration is not ready, and names it', async ({
    client,
  }) => {
    await db.from('adonis_schema').where('name', USERS).delete()
    const response = await client.get('/health/ready')

    response.assertStatus(503)
    response.assertBodyContains({ status: 'not ready', pending: [USERS] })
    response.assertTextIncludes('npm run migrate')
  })

  test('a process whose database was never migrated is not ready', async ({ assert, client }) => {
    await db.rawQuery('ALTER TABLE adonis_schema RENAME TO elsewhere')
    const response = await client.get('/health/ready')

    response.assertStatus(503)
    assert.isAbove(response.body().pending?.length ?? 0, 5)
  })
})

test.group('Migrations in development', () => {
  test('a page of a database that lacks a migration names the command', async ({ assert }) => {
    await db.from('adonis_schema').where('name', USERS).delete()
    const error = await visit().catch((it) => it)

    assert.instanceOf(error, MigrationsPendingException)
    assert.equal(error.status, 503)
    assert.include(error.message, 'node ace migration:run')
  })

  test('a page of a migrated database is shown', async ({ assert }) => {
    assert.equal(await visit(), 'the page')
  })
})

function visit() {
  return new MigrationsMiddleware().handle({} as never, async () => 'the page')
}
