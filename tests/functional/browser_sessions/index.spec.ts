import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import { statementsOf } from '#tests/support/statements'
import type User from '#models/user'

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0'

test.group('Browser sessions | index', () => {
  test('a member sees the browsers of the account, without the ids of sessions (ASVS 14.2.1)', async ({
    assert,
    client,
  }) => {
    const [user, other] = await UserFactory.createMany(2)
    const id = await insertSession(user)
    await insertSession(other)
    const response = await client.visit('browser_sessions.index').loginAs(user).withInertia()

    response.assertInertiaComponent('settings/browser_sessions/index')
    const [first, ...others] = response.inertiaProps.sessions as { device: object }[]
    assert.isEmpty(others)
    assert.containSubset(first, {
      device: { browser: 'Firefox', system: 'Windows' },
      ipAddress: '192.0.2.7',
      isRemembered: false,
      isCurrent: false,
    })
    assert.notInclude(response.text(), id)
  })

  test('the page costs at most 6 queries', async ({ assert, client }) => {
    const user = await UserFactory.create()
    await insertSession(user)
    const { statements } = await statementsOf(async () =>
      client.visit('browser_sessions.index').loginAs(user).withInertia()
    )
    assert.isAtMost(statements.length, 6)
  })

  test('a guest is sent to the log-in', async ({ client }) => {
    const response = await client.visit('browser_sessions.index').redirects(0)
    response.assertHeader('location', '/login')
  })
})

test.group('Browser sessions | destroy', () => {
  test('a member ends a session of the account', async ({ client, db: database }) => {
    const user = await UserFactory.create()
    const id = await insertSession(user)
    const response = await client
      .delete(`/settings/sessions/${await publicIdOf(id)}`)
      .loginAs(user)
      .withSession(confirmed())
      .withCsrfToken()
      .redirects(0)

    response.assertHeader('location', '/settings/sessions')
    response.assertFlashMessage('success', 'The session has ended.')
    await database.assertMissing('sessions', { id })
    await database.assertHas('account_events', { user_id: user.id, kind: 'session_ended' })
  })

  test('an act on sessions asks for a recent proof of identity: {$self} (ASVS 7.5.2)')
    .with(['sessions/:id', 'other-sessions', 'all-sessions'])
    .run(async ({ client, db: database }, path) => {
      const user = await UserFactory.create()
      const id = await insertSession(user)
      const response = await client
        .delete(`/settings/${path.replace(':id', await publicIdOf(id))}`)
        .loginAs(user)
        .withCsrfToken()
        .redirects(0)

      response.assertHeader('location', '/confirm-identity')
      await database.assertHas('sessions', { id })
    })

  test('a member cannot end a session of another account (ASVS 8.2.2, 8.3.1)', async ({
    client,
    db: database,
  }) => {
    const [user, other] = await UserFactory.createMany(2)
    const id = await insertSession(other)
    await client
      .delete(`/settings/sessions/${await publicIdOf(id)}`)
      .loginAs(user)
      .withSession(confirmed())
      .withCsrfToken()
      .redirects(0)

    await database.assertHas('sessions', { id })
    await database.assertMissing('account_events', { user_id: user.id, kind: 'session_ended' })
  })

  test('the id of a session is no address', async ({ client }) => {
    const user = await UserFactory.create()
    await insertSession(user)
    const response = await client
      .delete('/settings/sessions/session-of-nobody')
      .loginAs(user)
      .withSession(confirmed())
      .withCsrfToken()

    response.assertStatus(404)
  })

  test('a member ends all other sessions', async ({ client, db: database }) => {
    const user = await UserFactory.create()
    await insertSession(user)
    const response = await client
      .visit('other_sessions.destroy')
      .loginAs(user)
      .withSession(confirmed())
      .withCsrfToken()
      .redirects(0)

    response.assertSession('auth_web', user.id)
    await database.assertMissing('sessions', { user_id: user.id })
    await database.assertHas('account_events', { user_id: user.id, kind: 'other_sessions_ended' })
  })

  test('a log-out everywhere also ends this session and log-ins that are being made', async ({
    assert,
    client,
    db: database,
  }) => {
    const user = await UserFactory.create()
    await insertSession(user)
    const response = await client
      .visit('all_sessions.destroy')
      .loginAs(user)
      .withSession(confirmed())
      .withCsrfToken()
      .redirects(0)

    response.assertHeader('location', '/login')
    assert.notProperty(response.session(), 'auth_web')
    await database.assertMissing('sessions', { user_id: user.id })
    await database.assertHas('account_events', { user_id: user.id, kind: 'all_sessions_ended' })

    const late = await client.visit('dashboard.index').loginAs(user).redirects(0)
    late.assertHeader('location', '/login')
  })
})

/** The session of a member who has just given the password. */
function confirmed() {
  return { identity_confirmed_at: Date.now() }
}

async function insertSession(user: User) {
  const id = crypto.randomUUID()
  await db.table('sessions').insert({
    id,
    data: JSON.stringify({ auth_web: user.id }),
    user_id: user.id,
    ip_address: '192.0.2.7',
    user_agent: FIREFOX,
    expires_at: new Date(Date.now() + 3600_000),
    first_seen_at: new Date(),
    last_seen_at: new Date(),
  })
  return id
}

async function publicIdOf(id: string) {
  const row = await db.from('sessions').where({ id }).firstOrFail()
  return row.public_id as string
}
