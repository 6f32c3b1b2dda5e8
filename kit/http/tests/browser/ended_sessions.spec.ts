import { test } from '@japa/runner'
import encryption from '@adonisjs/core/services/encryption'
import database from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import {
  endAllSessions,
  endOtherSessions,
  endSession,
  sessionsOf,
} from '#http/account/account_sessions'
import { eventually } from '#tests/support/eventually'
import { Visitor } from '#tests/support/visitor'
import type User from '#models/user'

const origin = `http://localhost:${process.env.PORT}`
const password = 'secret-password'
const COOKIE = 'easystart-session'

test.group('Ended sessions of the real store', (group) => {
  group.each.setup(async () => {
    await database.from('rate_limits').delete()
  })

  test('an ended session leads to the log-in with a notice, and the log-in back to the page', async ({
    assert,
  }) => {
    const user = await UserFactory.create()
    const visitor = await logIn(user)
    const [{ publicId }] = await sessionsOf(user.id)
    await endSession(user.id, publicId)

    const refused = await visitor.get('/settings/security?page=1')
    assert.equal(refused.headers.get('location'), '/login')
    assert.include(await textOf(visitor, '/login'), 'Your session has ended.')

    const back = await visitor.post('/login', { email: user.email, password })
    assert.equal(back.headers.get('location'), '/settings/security?page=1')
  })

  test('a form of an ended session leads to the log-in too', async ({ assert }) => {
    const user = await UserFactory.create()
    const visitor = await logIn(user)
    await database.from('sessions').where('user_id', user.id).delete()

    const refused = await visitor.post('/logout')
    assert.equal(refused.headers.get('location'), '/login')
    assert.include(await textOf(visitor, '/login'), 'Your session has ended.')
  })

  test('a guest who was never logged in gets no notice', async ({ assert }) => {
    const visitor = new Visitor(origin)
    await visitor.get('/')
    await visitor.get('/dashboard')

    assert.notInclude(await textOf(visitor, '/login'), 'Your session has ended.')
  })

  test('the "remember me" token of an ended session logs nobody in', async ({ assert, db }) => {
    const user = await UserFactory.create()
    const visitor = await logIn(user, true)
    const [{ publicId, isRemembered }] = await sessionsOf(user.id)
    assert.isTrue(isRemembered)
    await endSession(user.id, publicId)

    const refused = await visitor.get('/dashboard')
    assert.equal(refused.headers.get('location'), '/login')
    assert.isFalse(visitor.has('remember_web'))
    await db.assertMissing('remember_me_tokens', { tokenable_id: user.id })
  })

  test('the other browsers of an account are logged out, this one and its token stay', async ({
    assert,
  }) => {
    const user = await UserFactory.create()
    const [own, other, remembered] = [
      await logIn(user, true),
      await logIn(user),
      await logIn(user, true),
    ]
    await endOtherSessions(user.id, sessionIdOf(own))

    for (const visitor of [other, remembered]) {
      const refused = await visitor.get('/dashboard')
      assert.equal(refused.headers.get('location'), '/login')
    }
    own.forget(COOKIE)
    const stays = await own.get('/dashboard')
    assert.equal(stays.status, 200)
  })

  test('a browser that "remember me" logs in again is one session of the list', async ({
    assert,
  }) => {
    const user = await UserFactory.create()
    const visitor = await logIn(user, true)
    await database
      .from('sessions')
      .where('user_id', user.id)
      .update({ last_seen_at: new Date(Date.now() - 120_000), first_seen_at: anHourAgo() })
    await database.from('remember_me_tokens').where('tokenable_id', user.id).update({
      created_at: anHourAgo(),
      updated_at: anHourAgo(),
    })
    visitor.forget('easystart-session')
    await Promise.all([visitor.clone().get('/dashboard'), visitor.clone().get('/dashboard')])

    const sessions = await sessionsOf(user.id)
    assert.lengthOf(sessions, 1)
    assert.closeTo(sessions[0].firstSeenAt.getTime(), anHourAgo().getTime(), 5000)
    assert.closeTo(sessions[0].lastSeenAt.getTime(), Date.now(), 5000)
  })

  test('a timed-out session leads to the log-in, even before its row is deleted', async ({
    assert,
  }) => {
    const user = await UserFactory.create()
    for (const column of ['last_seen_at', 'first_seen_at']) {
      const visitor = await logIn(user)
      await database
        .from('sessions')
        .where('user_id', user.id)
        .update(column, new Date(Date.now() - 25 * 3600_000))
      const refused = await visitor.get('/dashboard')
      assert.equal(refused.headers.get('location'), '/login')
      assert.isEmpty(await sessionsOf(user.id))
    }
  })

  test('a "remember me" token ends 90 days after the log-in', async ({ assert }) => {
    const user = await UserFactory.create()
    const visitor = await logIn(user, true)
    const created = new Date(Date.now() - 91 * 24 * 3600_000)
    await database
      .from('remember_me_tokens')
      .where('tokenable_id', user.id)
      .update('created_at', created)
    visitor.forget('easystart-session')

    const refused = await visitor.get('/dashboard')
    assert.equal(refused.headers.get('location'), '/login')
  })

  test('requests of one minute write to the session once', async ({ assert }) => {
    const user = await UserFactory.create()
    const visitor = await logIn(user, true)
    const longAgo = new Date(Date.now() - 120_000)
    await database.from('sessions').where('user_id', user.id).update('last_seen_at', longAgo)
    const versions = []
    for (let times = 0; times < 3; times++) {
      await visitor.visit('/dashboard')
      const { rows } = await database.rawQuery('SELECT xmin FROM sessions WHERE user_id = ?', [
        user.id,
      ])
      versions.push(rows[0].xmin)
    }
    assert.lengthOf(new Set(versions), 1)
    const [{ lastSeenAt }] = await sessionsOf(user.id)
    assert.closeTo(lastSeenAt.getTime(), Date.now(), 10_000)
  })
})

test.group('Log-ins beside the end of all sessions', (group) => {
  group.each.setup(async () => {
    await database.from('rate_limits').delete()
  })

  test('a log-in that began before a new password does not outlive it', async ({ assert }) => {
    for (let rounds = 0; rounds < 4; rounds++) {
      await database.from('rate_limits').delete()
      const user = await UserFactory.create()
      const visitors = await Promise.all([0, 1, 2, 3].map(openLogIn))
      const logIns = visitors.map((visitor, index) =>
        visitor.post('/login', { email: user.email, password, remember: String(index % 2 === 0) })
      )
      await database.transaction((trx) =>
        user.useTransaction(trx).changePassword('a-brand-new-password', 'password_changed', nowhere)
      )
      await Promise.all(logIns)

      for (const visitor of visitors) {
        const refused = await visitor.get('/dashboard')
        assert.equal(refused.headers.get('location'), '/login')
      }
      assert.isEmpty(await sessionsOf(user.id))
    }
  })

  test('a log-in by "remember me" and the end of all sessions do not deadlock', async ({
    assert,
  }) => {
    const user = await UserFactory.create()
    const visitor = await logIn(user, true)
    visitor.forget(COOKIE)
    const trx = await database.transaction()
    const generation = { session_generation: crypto.randomUUID() }
    await trx.from('users').where('id', user.id).update(generation)
    const visit = visitor.get('/dashboard')
    await eventually(isWaitingForLock)
    await endAllSessions(user.id, trx)
    await trx.commit()

    const { status } = await visit
    assert.notEqual(status, 500)
    const refused = await visitor.get('/dashboard')
    assert.equal(refused.headers.get('location'), '/login')
    assert.isEmpty(await sessionsOf(user.id))
  })

  test('a session whose row was written too late is refused', async ({ assert }) => {
    const user = await UserFactory.create()
    const visitor = await logIn(user, true)
    const generation = { session_generation: crypto.randomUUID() }
    await database.from('users').where('id', user.id).update(generation)

    const refused = await visitor.get('/dashboard')
    assert.equal(refused.headers.get('location'), '/login')
    assert.isFalse(visitor.has('remember_web'))
  })

  test('a token that was made too late logs nobody in', async ({ assert }) => {
    const user = await UserFactory.create()
    const visitor = await logIn(user, true)
    const generation = { session_generation: crypto.randomUUID() }
    await database.from('users').where('id', user.id).update(generation)
    visitor.forget('easystart-session')

    const refused = await visitor.get('/dashboard')
    assert.equal(refused.headers.get('location'), '/login')
  })

  test('the end of all sessions spares other accounts', async ({ assert }) => {
    const [user, other] = await UserFactory.createMany(2)
    await logIn(user, true)
    const stranger = await logIn(other, true)
    await database.transaction((trx) => endAllSessions(user.id, trx))

    assert.isEmpty(await sessionsOf(user.id))
    const stays = await stranger.get('/dashboard')
    assert.equal(stays.status, 200)
  })
})

async function isWaitingForLock() {
  const { rows } = await database.rawQuery(
    `SELECT 1 FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%INTO sessions%'`
  )
  return rows.length > 0
}

const nowhere = { ipAddress: null, userAgent: null }

const anHourAgo = () => new Date(Date.now() - 3600_000)

function sessionIdOf(visitor: Visitor) {
  const cookie = decodeURIComponent(visitor.valueOf(COOKIE)!).slice('s:'.length)
  return encryption.getMessageVerifier().unsign<string>(cookie, COOKIE)!
}

async function openLogIn() {
  const visitor = new Visitor(origin)
  await visitor.get('/login')
  return visitor
}

async function logIn({ email }: User, remember = false) {
  const visitor = await openLogIn()
  await visitor.post('/login', { email, password, remember: String(remember) })
  return visitor
}

async function textOf(visitor: Visitor, path: string) {
  const response = await visitor.get(path)
  return response.text()
}
