import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { UserFactory } from '#database/factories/user_factory'
import User from '#models/user'
import { hashOfSessionId } from '#http/account/session_rows'
import { AccountSessionStore } from '#http/account/session_store'

const ID = '5f0c7b52-6a43-4a09-9c0e-1d8f2f6f7a11'
const HASH = hashOfSessionId(ID)
const HOUR = 3600_000
const DAY = 24 * HOUR

const config = { enabled: true, cookieName: 'session', age: '7 days', cookie: {} }

test.group('Sessions | account session store', () => {
  test('the account is loaded together with its session', async ({ assert }) => {
    const user = await UserFactory.create()
    await store().then((first) => first.write(ID, { auth_web: user.id }))

    const next = await store()
    assert.deepEqual(await next.read(ID), { auth_web: user.id })
    assert.equal(next.account?.id, user.id)
    assert.equal(next.account?.email, user.email)
  })

  test('the database has only a hash of the id in the cookie', async ({ assert, db: database }) => {
    const user = await UserFactory.create()
    await store().then((first) => first.write(ID, { auth_web: user.id }))
    await store().then((guest) => guest.write(crypto.randomUUID(), { form: 'a'.repeat(3000) }))

    const rows = await db.from('sessions')
    assert.lengthOf(rows, 2)
    for (const row of rows) assert.match(row.id, /^[\da-f]{64}$/)
    await database.assertHas('sessions', { id: HASH }, 1)
    const current = await store()
    await current.read(ID)
    await current.destroy(ID)
    await database.assertMissing('sessions', { id: HASH })
  })

  test('an expired session has no account', async ({ assert }) => {
    const user = await UserFactory.create()
    await store().then((first) => first.write(ID, { auth_web: user.id }))
    await db
      .from('sessions')
      .where('id', HASH)
      .update({ expires_at: new Date(Date.now() - 1000) })

    const next = await store()
    assert.isNull(await next.read(ID))
    assert.isUndefined(next.account)
  })

  test('a session is written again by the first read after a minute', async ({ assert }) => {
    await seen({ minutes: 0 })
    const fresh = await store()
    await fresh.read(ID)
    assert.isFalse(fresh.isStale)

    await seen({ minutes: 2 })
    const stale = await store()
    await stale.read(ID)
    assert.isTrue(stale.isStale)

    await stale.touch()
    const row = await db.from('sessions').where('id', HASH).firstOrFail()
    assert.closeTo(row.last_seen_at.getTime(), Date.now(), 5000)
    assert.closeTo(row.expires_at.getTime(), Date.now() + 2 * HOUR, 5000)
  })

  test('two requests of a guest at once can both outgrow the cookie', async ({ assert }) => {
    const [first, second] = await Promise.all([store(), store()])
    await first.write(ID, { text: 'a'.repeat(3000) })
    await second.write(ID, { text: 'b'.repeat(3000) })

    const next = await store()
    assert.deepEqual(await next.read(ID), { text: 'b'.repeat(3000) })
  })
})

test.group('Sessions | timeouts', () => {
  test('a session ends after two hours without a request (ASVS 7.3.1)', async ({ assert }) => {
    assert.isTrue(await isAlive({ minutes: 119 }))
    assert.isFalse(await isAlive({ minutes: 121 }))
  })

  test('a session ends a day after its log-in, however often it is used (ASVS 7.3.2)', async ({
    assert,
  }) => {
    assert.isTrue(await isAlive({ minutes: 0, firstSeen: 23 * HOUR }))
    assert.isFalse(await isAlive({ minutes: 0, firstSeen: 25 * HOUR }))
  })

  test('a remembered session ends after 30 days without a request', async ({ assert }) => {
    assert.isTrue(await isAlive({ minutes: 29 * 24 * 60, isRemembered: true }))
    assert.isFalse(await isAlive({ minutes: 31 * 24 * 60, isRemembered: true }))
  })

  test('a remembered session ends 90 days after its log-in', async ({ assert }) => {
    assert.isTrue(await isAlive({ minutes: 0, firstSeen: 89 * DAY, isRemembered: true }))
    assert.isFalse(await isAlive({ minutes: 0, firstSeen: 91 * DAY, isRemembered: true }))
  })

  test('a session never expires after its absolute end', async ({ assert }) => {
    await seen({ minutes: 5, firstSeen: 23 * HOUR })
    const current = await store()
    await current.read(ID)
    await current.touch()

    const row = await db.from('sessions').where('id', HASH).firstOrFail()
    assert.closeTo(row.expires_at.getTime(), Date.now() + HOUR, 5000)
  })
})

interface Times {
  minutes: number
  /** In milliseconds. */
  firstSeen?: number
  isRemembered?: boolean
}

/** Stores a session that was last used some minutes ago. */
async function seen({ minutes, firstSeen, isRemembered }: Times) {
  const user = await UserFactory.create()
  const lastSeenAt = new Date(Date.now() - minutes * 60_000)
  const firstSeenAt = firstSeen ? new Date(Date.now() - firstSeen) : lastSeenAt
  const token = isRemembered ? await User.rememberMeTokens.create(user, '90 days') : null
  await db.from('sessions').where('id', HASH).delete()
  await db.table('sessions').insert({
    id: HASH,
    data: JSON.stringify({ auth_web: user.id }),
    user_id: user.id,
    expires_at: new Date(Date.now() + DAY),
    first_seen_at: firstSeenAt,
    last_seen_at: lastSeenAt,
    remember_token_id: token?.identifier ?? null,
  })
}

async function isAlive(times: Times) {
  await seen(times)
  const current = await store()
  return (await current.read(ID)) !== null
}

/** The store of a request that sends the session's cookie. */
async function store() {
  const ctx = await testUtils.createHttpContext()
  ctx.request.cookie = () => ID
  ctx.request.ip = () => '192.0.2.1'
  return new AccountSessionStore(ctx, config)
}
