import { once } from 'node:events'
import { test } from '@japa/runner'
import encryption from '@adonisjs/core/services/encryption'
import db from '@adonisjs/lucid/services/db'
import { eventually } from '#tests/support/eventually'
import { NEW_KEY_ALONE, NEWER_KEY_LISTED, WITH_FORMER_KEY } from '#tests/support/key_change'
import { runBuilt, startCommand } from '#tests/support/processes'

const ACCOUNTS = 5000
const DOMAIN = '@rotation.example.com'

const keyOf = (userId: number) => `KEY${userId}`

/** Accounts whose authenticator app was added with the former key, and a copy of the encrypted texts. */
async function addAuthenticators() {
  const { rows } = await db.rawQuery<{ rows: { id: number }[] }>(
    `INSERT INTO users (name, email, password, created_at)
     SELECT 'User', n || ?, 'x', now() FROM generate_series(1, ?) AS n RETURNING id`,
    [DOMAIN, ACCOUNTS]
  )
  const texts = rows.map(({ id }) => ({
    user_id: id,
    key: encryption.encrypt(keyOf(id), { purpose: `authenticator-${id}` }),
    last_step: 0,
    created_at: new Date(),
  }))
  for (let at = 0; at < texts.length; at += 1000) {
    await db.table('authenticators').multiInsert(texts.slice(at, at + 1000))
  }
  await db.rawQuery(
    `CREATE TABLE test_former_keys AS SELECT user_id, key FROM authenticators
     JOIN users ON users.id = user_id WHERE email LIKE '%${DOMAIN}'`
  )
}

async function countChanged() {
  const { rows } = await db.rawQuery<{ rows: [{ count: number }] }>(
    `SELECT count(*)::int AS count FROM authenticators JOIN test_former_keys USING (user_id)
      WHERE authenticators.key <> test_former_keys.key`
  )
  return rows[0].count
}

test.group('A killed key:rotate', (group) => {
  group.each.setup(() => async () => {
    await db.rawQuery('DROP TABLE IF EXISTS test_former_keys')
    await db.from('users').whereLike('email', `%${DOMAIN}`).delete()
  })

  test('a run that is killed in the middle is completed by the next one', async ({ assert }) => {
    await addAuthenticators()
    const killed = await startCommand(['key:rotate', '--batch=50'], WITH_FORMER_KEY)
    await eventually(async () => {
      const changed = await countChanged()
      return changed > 200
    })
    killed.kill('SIGKILL')
    await once(killed, 'exit')
    assert.isBelow(await countChanged(), ACCOUNTS)

    const done = JSON.parse(await runBuilt(['key:rotate', '--json'], WITH_FORMER_KEY))
    assert.containSubset(done, { previous: 0, unreadable: 0 })
    assert.isAbove(done.changed, 0)
    assert.equal(await countChanged(), ACCOUNTS)
    const left = JSON.parse(await runBuilt(['key:rotate', '--dry-run', '--json'], NEW_KEY_ALONE))
    assert.containSubset(left, { previous: 0, unreadable: 0 })

    await runBuilt(['key:rotate'], NEWER_KEY_LISTED)
    const rows = await db
      .from('authenticators')
      .join('test_former_keys', (join) => {
        join.on('authenticators.user_id', 'test_former_keys.user_id')
      })
      .select('authenticators.user_id', 'authenticators.key')
    assert.lengthOf(rows, ACCOUNTS)
    for (const { user_id: id, key } of rows) {
      assert.equal(encryption.decrypt(key, `authenticator-${id}`), keyOf(id))
    }
  })
})
