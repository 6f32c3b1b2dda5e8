import { test } from '@japa/runner'
import { Secret } from '@adonisjs/core/helpers'
import db from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import User from '#models/user'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds)

const verify = (token: string) => User.rememberMeTokens.verify(new Secret(token))

async function remembered() {
  const user = await UserFactory.merge({ sessionGeneration: crypto.randomUUID() }).create()
  const { identifier, value } = await User.rememberMeTokens.create(user, '30 days')
  return { user, id: Number(identifier), token: value!.release() }
}

/** The use of a token by a browser, which gets the next one. */
async function use(token: string) {
  const found = await verify(token)
  if (!found) return null
  const user = await User.findOrFail(found.tokenableId)
  const next = await User.rememberMeTokens.recycle(user, found.identifier)
  return next.value!.release()
}

async function change(id: number, columns: object) {
  await db.from('remember_me_tokens').where({ id }).update(columns)
}

/** Ways in which a token is dead, but not stolen. */
const ENDS: Record<string, (id: number) => Promise<unknown>> = {
  'has expired': (id) => change(id, { expires_at: ago(MINUTE) }),
  'is older than 90 days': (id) => change(id, { created_at: ago(91 * DAY) }),
  'began before all sessions of its account ended': (id) =>
    change(id, { session_generation: crypto.randomUUID() }),
  'was deleted': (id) => db.from('remember_me_tokens').where({ id }).delete(),
}

test.group('Remember-me tokens | verify', () => {
  test('the table has only the hashes of a token and of the one before', async ({ assert }) => {
    const { id, token } = await remembered()
    const next = await use(token)
    const row = await db.from('remember_me_tokens').where({ id }).firstOrFail()

    for (const text of [token, next!]) {
      const secret = Buffer.from(text.split('.')[1], 'base64url').toString()
      assert.isAtLeast(secret.length, 40)
      assert.notInclude(JSON.stringify(row), secret)
    }
    assert.isNull(await verify(`${token.split('.')[0]}.${row.hash}`))
  })

  test('each use replaces the token and moves its end', async ({ assert }) => {
    const { id, token } = await remembered()
    await change(id, { expires_at: ago(-DAY) })
    const next = await use(token)

    assert.notEqual(next, token)
    const row = await db.from('remember_me_tokens').where({ id }).firstOrFail()
    assert.closeTo(row.expires_at.getTime(), Date.now() + 30 * DAY, MINUTE)
    await change(id, { updated_at: ago(2 * MINUTE), created_at: ago(89 * DAY) })
    assert.isNotNull(await use(next!))
    const late = await db.from('remember_me_tokens').where({ id }).firstOrFail()
    assert.closeTo(late.expires_at.getTime(), Date.now() + DAY, MINUTE)
  })

  test('the token before works for a minute and leads to the same next one', async ({ assert }) => {
    const { id, token } = await remembered()
    const next = await use(token)
    assert.equal(await use(token), next)

    await change(id, { updated_at: ago(59_000) })
    assert.isNotNull(await verify(token))
  })

  test('a former token after a minute ends all sessions and tokens of its account alone', async ({
    assert,
    db: rows,
  }) => {
    const [{ user, id, token }, other] = [await remembered(), await remembered()]
    await User.rememberMeTokens.create(user, '30 days')
    const session = { id: 's', user_id: user.id, data: '{}', expires_at: ago(-DAY) }
    await db.table('sessions').insert(session)
    const next = await use(token)
    await change(id, { updated_at: ago(61_000) })

    assert.isNull(await verify(token))
    assert.isNull(await verify(next!))
    await rows.assertMissing('remember_me_tokens', { tokenable_id: user.id })
    await rows.assertMissing('sessions', { user_id: user.id })
    await rows.assertHas('account_events', { user_id: user.id, kind: 'token_reused' }, 1)
    const { sessionGeneration } = await User.findOrFail(user.id)
    assert.notEqual(sessionGeneration, user.sessionGeneration)
    assert.isNotNull(await verify(other.token))
  })

  for (const [title, end] of Object.entries(ENDS)) {
    test(`a token that ${title} logs nobody in, and ends no other session`, async ({
      assert,
      db: rows,
    }) => {
      const { user, id, token } = await remembered()
      const elsewhere = await User.rememberMeTokens.create(user, '30 days')
      await end(id)

      assert.isNull(await verify(token))
      assert.isNotNull(await verify(elsewhere.value!.release()))
      await rows.assertMissing('account_events', { user_id: user.id, kind: 'token_reused' })
    })
  }
})
