import { test } from '@japa/runner'
import { HttpContextFactory } from '@adonisjs/core/factories/http'
import db from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import User from '#models/user'
import { onReplica, REPLICA } from '#postgres/replica'
import RecentWritesMiddleware from '#postgres/recent_writes_middleware'
import ReplicaMiddleware from '#postgres/replica_middleware'

const PRIMARY = 'postgres'

const connectionOf = (options?: { replica?: boolean }) => User.query(options).client.connectionName

function contextOf(method: string, cookies: Record<string, string> = {}) {
  const ctx = new HttpContextFactory().create()
  ctx.request.request.method = method
  ctx.request.plainCookie = (name: string) => cookies[name] ?? null
  return ctx
}

/** The replica of these tests is the primary under another name, so a query in it does not see the rows of a test. */
function addReplica() {
  const { config } = db.manager.get(PRIMARY)!
  db.manager.add(REPLICA, config)
  return () => db.manager.release(REPLICA)
}

test.group('Database | without a replica', () => {
  test('all queries ask the primary, and no answer has the cookie', async ({ assert }) => {
    assert.equal(connectionOf({ replica: true }), PRIMARY)
    assert.equal(onReplica(connectionOf), PRIMARY)

    const ctx = contextOf('POST')
    await new RecentWritesMiddleware().handle(ctx, async () => {})
    assert.isUndefined(ctx.response.getHeader('set-cookie'))
  })
})

test.group('Database | with a replica', (group) => {
  group.each.setup(addReplica)

  test('only a query that wants the replica asks it', async ({ assert }) => {
    assert.equal(connectionOf(), PRIMARY)
    assert.equal(connectionOf({ replica: false }), PRIMARY)
    assert.equal(connectionOf({ replica: true }), REPLICA)
  })

  test('a whole callback asks it, but not a query with a transaction or another wish', async ({
    assert,
  }) => {
    await onReplica(async () => {
      await Promise.resolve()
      assert.equal(connectionOf(), REPLICA)
      assert.equal(connectionOf({ replica: false }), PRIMARY)
      await db.transaction(async (client) => {
        assert.isTrue(User.query({ client }).client.isTransaction)
      })
    })
    assert.equal(connectionOf(), PRIMARY)
  })

  test('a model that was read from it is saved on the primary', async ({ assert }) => {
    const user = await UserFactory.create()
    const row = { id: user.id, name: 'Ada' }
    const read = User.$createFromAdapterResult(row, undefined, { connection: REPLICA })
    await read!.merge({ name: 'Grace' }).save()
    await user.refresh()
    assert.equal(user.name, 'Grace')
  })

  test('the pages of a browser that has just written come from the primary', async ({ assert }) => {
    const page = (cookies = {}) =>
      new ReplicaMiddleware().handle(contextOf('GET', cookies), async () => connectionOf())
    assert.equal(await page(), REPLICA)

    const ctx = contextOf('POST')
    await new RecentWritesMiddleware().handle(ctx, async () => {})
    assert.match(String(ctx.response.getHeader('set-cookie')), /^wrote=.+Max-Age=5;/)
    assert.equal(await page({ wrote: '1' }), PRIMARY)
  })

  test('a page that only reads leaves the cookie out', async ({ assert }) => {
    const ctx = contextOf('GET')
    await new RecentWritesMiddleware().handle(ctx, async () => {})
    assert.isUndefined(ctx.response.getHeader('set-cookie'))
  })
})
