import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import database from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import PictureRefused from '#notifications/picture_refused'
import notificationsConfig from '#config/notifications'
import { notify } from '#services/notify'
import { EventStream } from '#tests/support/event_stream'
import { freePort } from '#tests/support/free_port'
import { startServer } from '#tests/support/processes'
import { Visitor } from '#tests/support/visitor'
import type User from '#models/user'

const origin = `http://localhost:${process.env.PORT}`
const NEWS = '"payload":"notifications"'

/** The news of the log-in itself must not arrive among those of a test. */
const notificationChoices = { new_device: { app: false } }

async function loggedIn(user?: User) {
  const member = user ?? (await UserFactory.merge({ notificationChoices }).create())
  const visitor = new Visitor(origin)
  await visitor.get('/login')
  await visitor.post('/login', { email: member.email, password: 'secret-password' })
  return { user: member, visitor }
}

test.group('Stream of notifications', (group) => {
  group.each.setup(async () => {
    await database.from('rate_limits').delete()
  })

  test('a page hears of news of its account, and of no other one', async ({ assert }) => {
    const { user, visitor } = await loggedIn()
    const { visitor: stranger } = await loggedIn()
    const stream = await EventStream.open(visitor)
    const other = await EventStream.open(stranger)
    await notify(user, new PictureRefused())

    await stream.until(NEWS)
    assert.notInclude(other.text, NEWS)
    assert.notInclude(stream.text, 'picture')
    await Promise.all([stream.close(), other.close()])
  })

  test('a transaction tells its news at the commit, and a rollback tells none', async ({
    assert,
  }) => {
    const { user, visitor } = await loggedIn()
    const stream = await EventStream.open(visitor)
    const trx = await database.transaction()
    await notify(user.useTransaction(trx), new PictureRefused())
    await trx.rollback()
    await wait(300)
    assert.notInclude(stream.text, NEWS)

    await notify(user, new PictureRefused())
    await stream.until(NEWS)
    await stream.close()
  })

  test('the pages of a second web process hear of it too, and its log has no error', async ({
    assert,
  }) => {
    const port = String(await freePort())
    const second = await startServer({ PORT: port, APP_URL: origin, LOG_LEVEL: 'warn' })
    const { user, visitor } = await loggedIn()
    const stream = await EventStream.open(visitor.at(second.origin))
    await notify(user, new PictureRefused())
    await stream.until(NEWS)

    await second.stop()
    await stream.untilEnd()
    assert.deepEqual(second.lines(), [])
  }).timeout(60_000)

  test('a process that has lost its connection to PostgreSQL listens again', async ({ assert }) => {
    const { user, visitor } = await loggedIn()
    const stream = await EventStream.open(visitor)
    const { rows } = await database.rawQuery(
      `SELECT count(pg_terminate_backend(pid))::int AS lost FROM pg_stat_activity
       WHERE datname = current_database() AND query = 'LISTEN live'`
    )
    assert.isAbove(rows[0].lost, 0)
    await stream.untilEnd()

    const again = await EventStream.open(visitor)
    await notify(user, new PictureRefused())
    await again.until(NEWS)
    await again.close()
  })

  test('a request for the headers alone ends at once', async ({ assert }) => {
    const { visitor } = await loggedIn()
    const { status, headers } = await visitor.head('/notifications/stream')
    assert.equal(status, 200)
    assert.equal(headers.get('content-type'), 'text/event-stream')
  })

  test('the stream ends at once with its session, and only that one', async ({ assert }) => {
    const { user, visitor } = await loggedIn()
    const { visitor: elsewhere } = await loggedIn(user)
    const stream = await EventStream.open(visitor)
    const other = await EventStream.open(elsewhere)
    await visitor.post('/logout')

    await stream.untilEnd()
    assert.isFalse(other.hasEnded)
    await elsewhere.post('/settings/all-sessions?_method=DELETE')
    await database.from('sessions').where('user_id', user.id).delete()
    await other.untilEnd()
  })

  test('news right after the end of the session does no harm', async ({ assert }) => {
    const { user, visitor } = await loggedIn()
    const stream = await EventStream.open(visitor)
    await database.transaction(async (trx) => {
      await trx.from('sessions').where('user_id', user.id).delete()
      await notify(user.useTransaction(trx), new PictureRefused())
    })
    await stream.untilEnd()
    const { status } = await visitor.get('/login')
    assert.equal(status, 200)
  })

  test('the stream ends when its session expires', async () => {
    const { user, visitor } = await loggedIn()
    const stream = await EventStream.open(visitor)
    await database
      .from('sessions')
      .where('user_id', user.id)
      .update({ expires_at: new Date(0) })

    await stream.untilEnd(15_000)
  })

  test('neither the stream nor the bell extends the session or takes its messages', async ({
    assert,
  }) => {
    const { user, visitor } = await loggedIn()
    const hourAgo = new Date(Date.now() - 3600_000)
    const session = database.from('sessions').where('user_id', user.id)
    await session.clone().update({ last_seen_at: hourAgo })
    await visitor.post('/notifications/read')
    await session.clone().update({ last_seen_at: hourAgo })

    const stream = await EventStream.open(visitor)
    const bell = await visitor.get('/notifications/unread', { 'x-background': 'true' })
    assert.equal(bell.status, 200)
    assert.deepEqual(bell.headers.getSetCookie(), [])
    assert.deepEqual(stream.response.headers.getSetCookie(), [])
    const { last_seen_at: seenAt } = await session.clone().first()
    assert.equal(seenAt.getTime(), hourAgo.getTime())

    const page = await visitor.get('/notifications')
    assert.include(await page.text(), 'All notifications are marked as read.')
    await stream.close()
  })

  test('an account has a limited number of streams in a process', async ({ assert }) => {
    const { visitor } = await loggedIn()
    const streams = []
    for (let opened = 0; opened < notificationsConfig.mostStreams; opened++) {
      streams.push(await EventStream.open(visitor))
    }
    const refused = await EventStream.open(visitor)
    assert.equal(refused.response.status, 429)

    await Promise.all(streams.map((stream) => stream.close()))
    await wait(300)
    const again = await EventStream.open(visitor)
    assert.equal(again.response.status, 200)
    await again.close()
  })

  test('proxies neither hold the stream back nor store it, and a guest gets none', async ({
    assert,
  }) => {
    const { visitor } = await loggedIn()
    const stream = await EventStream.open(visitor)
    const { headers } = stream.response
    assert.equal(headers.get('content-type'), 'text/event-stream')
    assert.equal(headers.get('x-accel-buffering'), 'no')
    assert.include(headers.get('cache-control'), 'no-store')
    await stream.until('$$transmit/ping', 25_000)
    await stream.close()

    const guest = await EventStream.open(new Visitor(origin))
    assert.equal(guest.response.status, 401)
  }).timeout(60_000)
})
