import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import HashSessionIds from '#database/migrations/1700000000068_hash_session_ids'
import { findSession } from '#http/account/session_rows'

test.group('Migrations | session ids', () => {
  test('a session of the former release goes on, and its id is hashed', async ({
    assert,
    db: database,
  }) => {
    const user = await UserFactory.create()
    const id = crypto.randomUUID()
    await db.table('sessions').insert({
      id,
      data: JSON.stringify({ auth_web: user.id }),
      user_id: user.id,
      expires_at: new Date(Date.now() + 3_600_000),
    })
    await new HashSessionIds(db.connection(), 'any', false).execUp()

    const session = await findSession(id)
    assert.equal(session?.account?.id, user.id)
    await database.assertMissing('sessions', { id })
  })
})
