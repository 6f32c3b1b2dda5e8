import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import { tellAccounts } from '#http/live/channel'
import { beginMaintenance, endMaintenance } from '#maintenance/state'
import { startDatabaseProxy } from '#queue/tests/support/brokers/database_proxy'
import { EventStream } from '#tests/support/event_stream'
import { eventually } from '#tests/support/eventually'
import { freePort } from '#tests/support/free_port'
import { startServer } from '#tests/support/processes'
import { Visitor } from '#tests/support/visitor'

const order = { message: 'We are moving.', until: null, allow: [], pausesWorkers: false }

const untilDown = (visitor: Visitor) =>
  eventually(async () => {
    const { status } = await visitor.get('/login')
    return status === 503
  })

test.group('Maintenance | connections', (group) => {
  group.each.setup(async () => {
    await db.from('rate_limits').delete()
  })
  group.each.teardown(async () => {
    await endMaintenance()
  })

  test('an open stream stays open, and a new one is refused', async ({ assert }) => {
    const user = await UserFactory.create()
    const visitor = new Visitor(`http://localhost:${process.env.PORT}`)
    await visitor.get('/login')
    await visitor.post('/login', { email: user.email, password: 'secret-password' })
    const stream = await EventStream.open(visitor)
    assert.equal(stream.response.status, 200)

    await beginMaintenance(order)
    await untilDown(visitor)
    await tellAccounts([user.id], 'topic-meanwhile')
    await stream.until('topic-meanwhile')
    await stream.close()
    const refused = await visitor.get('/notifications/stream', { accept: 'text/event-stream' })
    assert.equal(refused.status, 503)
    assert.match(refused.headers.get('content-type')!, /^application\/problem\+json/)
  })

  test('a process that is down stays down while its database is frozen, and comes back', async ({
    assert,
  }) => {
    const { proxy, url } = await startDatabaseProxy()
    await using server = await startServer({
      PORT: String(await freePort()),
      DATABASE_URL: url,
      LOG_LEVEL: 'silent',
    })
    const visitor = new Visitor(server.origin)
    await beginMaintenance(order)
    await untilDown(visitor)

    proxy.stall()
    const begin = performance.now()
    for (let visits = 0; visits < 20; visits++) {
      const response = await visitor.get('/dashboard')
      assert.equal(response.status, 503)
      assert.include(await response.text(), 'We are moving.')
    }
    assert.isBelow(performance.now() - begin, 2000)

    await endMaintenance()
    await proxy.restore()
    await eventually(async () => {
      const { status } = await visitor.get('/login')
      return status === 200
    }, 10_000)
    await server.stop()
    await proxy.end()
  })
})
