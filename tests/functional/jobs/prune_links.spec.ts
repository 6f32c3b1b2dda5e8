import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import PruneTokens from '#jobs/prune_tokens'
import queue from '#queue/main'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const ago = (milliseconds: number) => new Date(Date.now() - milliseconds)

const TABLES = {
  log_in_notices: (userId: number, hash: string) => ({ user_id: userId, token_hash: hash }),
  log_in_codes: (_userId: number, hash: string) => ({ code_hash: hash, tries_left: 5 }),
  email_changes: (userId: number) => ({
    user_id: userId,
    former_email: 'old@example.com',
    email: 'new@example.com',
  }),
}

test.group('Jobs | Pruning of links and codes', () => {
  for (const [table, columnsOf] of Object.entries(TABLES)) {
    test(`expired rows of ${table} are deleted, and the others stay`, async ({ assert }) => {
      const { id: userId } = await UserFactory.create()
      const [expired, current] = [crypto.randomUUID(), crypto.randomUUID()]
      for (const [id, expiresAt] of [
        [expired, ago(MINUTE)],
        [current, ago(-MINUTE)],
      ] as const) {
        const times = { created_at: ago(DAY), expires_at: expiresAt }
        await db.table(table).insert({ ...columnsOf(userId, id), ...times, id })
      }
      await PruneTokens.dispatch({})
      await queue.drain()

      const rows = await db.from(table).select('id')
      assert.deepEqual(rows, [{ id: current }])
    })
  }

  test('used challenges of passkeys are deleted once they have expired', async ({ assert }) => {
    await db.table('spent_challenges').multiInsert([
      { challenge: 'expired', expires_at: ago(MINUTE) },
      { challenge: 'current', expires_at: ago(-MINUTE) },
    ])
    await PruneTokens.dispatch({})
    await queue.drain()

    assert.deepEqual(await db.from('spent_challenges').select('challenge'), [
      { challenge: 'current' },
    ])
  })

  test('access tokens are deleted 30 days after their end, and those without an end stay', async ({
    assert,
  }) => {
    const { id: userId } = await UserFactory.create()
    const times = { created_at: ago(90 * DAY), updated_at: ago(90 * DAY) }
    const token = { tokenable_id: userId, type: 'auth_token', abilities: '[]', ...times }
    await db.table('access_tokens').multiInsert([
      { ...token, name: 'long ago', hash: '1', expires_at: ago(30 * DAY + MINUTE) },
      { ...token, name: 'lately', hash: '2', expires_at: ago(30 * DAY - MINUTE) },
      { ...token, name: 'current', hash: '3', expires_at: ago(-MINUTE) },
      { ...token, name: 'without end', hash: '4', expires_at: null },
    ])
    await PruneTokens.dispatch({})
    await queue.drain()

    const left = await db.from('access_tokens').select('name').orderBy('hash')
    assert.deepEqual(
      left.map(({ name }) => name),
      ['lately', 'current', 'without end']
    )
  })
})
