import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { UserFactory } from '#database/factories/user_factory'
import { AccountSessionStore } from '#http/account/session_store'

const ID = '5f0c7b52-6a43-4a09-9c0e-1d8f2f6f7a11'
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

  test('an expired session has no account', async ({ assert }) => {
    const user = await UserFactory.create()
    await store().then((first) => first.write(ID, { auth_web: user.id }))
    await db
      .from('sessions')
      .where('id', ID)
      .update({ expires_at: new Date(Date.now() - 1000) })

    const next = await store()
    assert.isNull(await next.read(ID))
    assert.isUndefined(next.account)
  })

  test('a session is extended by the first read after five minutes', async ({ assert }) => {
    const user = await UserFactory.create()
    await store().then((first) => first.write(ID, { auth_web: user.id }))
    const fresh = await store()
    await fresh.read(ID)
    assert.isFalse(fresh.isStale)

    const days = (count: number) => new Date(Date.now() + count * 24 * 3600 * 1000)
    await db
      .from('sessions')
      .where('id', ID)
      .update({ expires_at: days(6) })
    const stale = await store()
    await stale.read(ID)
    assert.isTrue(stale.isStale)

    await stale.touch(ID)
    const { expires_at: expiresAt } = await db.from('sessions').where('id', ID).firstOrFail()
    assert.closeTo(expiresAt.getTime(), days(7).getTime(), 60_000)
  })
})

/** The store of a request that sends the session's cookie. */
async function store() {
  const ctx = await testUtils.createHttpContext()
  ctx.request.cookie = () => ID
  return new AccountSessionStore(ctx, config)
}
