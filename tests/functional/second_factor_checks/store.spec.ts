import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { UserFactory } from '#database/factories/user_factory'
import Authenticator from '#models/authenticator'
import { NOWHERE } from '#tests/support/event_flows/stage'
import { addAuthenticator, codeOf, wrongCodeOf } from '#tests/support/second_factor'

const password = 'secret-password'
const MINUTE = 60_000

async function enterPassword(
  client: ApiClient,
  form: { email: string; password?: string; remember?: string },
  session: Record<string, any> = {}
) {
  const response = await client
    .visit('sessions.store')
    .form({ password, ...form })
    .withSession(session)
    .withCsrfToken()
    .redirects(0)
  return { response, session: response.session() as Record<string, any> }
}

function sendCode(client: ApiClient, session: Record<string, any>, code: string) {
  return client
    .visit('second_factor_checks.store')
    .form({ code })
    .withSession(session)
    .withCsrfToken()
    .redirects(0)
}

test.group('Second factor checks | store', () => {
  test('a right password alone does not log in (ASVS 6.3.4)', async ({ assert, client, db }) => {
    const user = await UserFactory.create()
    await addAuthenticator(user)
    const { response } = await enterPassword(client, { email: user.email, remember: 'true' })

    response.assertHeader('location', '/login/second-factor')
    response.assertSessionMissing('auth_web')
    response.assertSessionMissing('identity_confirmed_at')
    assert.isUndefined(response.cookie('remember_web'))
    assert.isUndefined(response.cookie('easystart-device'))
    await db.assertMissing('account_events', { user_id: user.id, kind: 'signed_in' })
    const dashboard = await client.get('/dashboard').withSession(response.session()).redirects(0)
    dashboard.assertHeader('location', '/login')
  })

  test('the code logs in, with "remember me" and to the page that was asked for', async ({
    assert,
    client,
    db,
  }) => {
    const user = await UserFactory.create()
    const { key } = await addAuthenticator(user)
    const intended = { redirect: { intendedUrl: '/settings/preferences' } }
    const form = { email: user.email, remember: 'true' }
    const { session } = await enterPassword(client, form, intended)
    const request = sendCode(client, session, codeOf(key))
    const before = request.sessionClient.sessionId
    const response = await request

    response.assertHeader('location', '/settings/preferences')
    response.assertSession('auth_web', user.id)
    response.assertSessionMissing('pending_log_in')
    assert.closeTo(response.session('identity_confirmed_at'), Date.now(), MINUTE)
    assert.isDefined(response.cookie('remember_web'))
    assert.notEqual(response.cookie('easystart-session')?.value, before)
    await db.assertHas('account_events', { user_id: user.id, kind: 'signed_in' }, 1)
  })

  test('without "remember me" the browser is not remembered', async ({ assert, client }) => {
    const user = await UserFactory.create()
    const { key } = await addAuthenticator(user)
    const { session } = await enterPassword(client, { email: user.email })
    const response = await sendCode(client, session, codeOf(key))

    response.assertHeader('location', '/dashboard')
    assert.notOk(response.cookie('remember_web')?.value)
  })

  test('a code is good for one use, also one step early or late (ASVS 6.5.1, 6.5.5)', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    const { key } = await addAuthenticator(user)
    const answers = []
    for (const steps of [-2, -1, -1, 0, 0, -1, 1, 0, 1, 2]) {
      answers.push(await Authenticator.spend(user, codeOf(key, steps), NOWHERE))
    }
    const F = false
    assert.deepEqual(answers, [F, true, F, true, F, F, true, F, F, F])

    const { session } = await enterPassword(client, { email: user.email })
    const response = await sendCode(client, session, codeOf(key))
    response.assertSessionMissing('auth_web')
  })

  test('a wrong code logs nobody in, keeps the log-in waiting and is recorded (ASVS 16.3.3)', async ({
    assert,
    client,
    db,
  }) => {
    const user = await UserFactory.create()
    const { key } = await addAuthenticator(user)
    const { session } = await enterPassword(client, { email: user.email })
    for (const code of ['', wrongCodeOf(key), 'abcdef', '1'.repeat(40)]) {
      const response = await sendCode(client, session, code)
      response.assertSessionMissing('auth_web')
      assert.property(response.flashMessage('inputErrorsBag'), 'code')
    }

    await db.assertHas('account_events', { user_id: user.id, kind: 'second_factor_failed' }, 2)
    const right = await sendCode(client, session, codeOf(key))
    right.assertSession('auth_web', user.id)
  })

  test('the sixth code within a minute is refused for the account, from any browser', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    const { key } = await addAuthenticator(user)
    const statuses = []
    for (let tries = 0; tries < 5; tries++) {
      const { session } = await enterPassword(client, { email: user.email })
      const response = await sendCode(client, session, wrongCodeOf(key))
      statuses.push(response.status())
    }
    const { session } = await enterPassword(client, { email: user.email })
    const response = await sendCode(client, session, codeOf(key))

    assert.deepEqual(statuses, [302, 302, 302, 302, 302])
    response.assertStatus(429)
    assert.isAbove(Number(response.header('retry-after')), 0)
    response.assertSessionMissing('auth_web')
  })

  test('the log-in waits ten minutes', async ({ client }) => {
    const user = await UserFactory.create()
    const { key } = await addAuthenticator(user)
    const { session } = await enterPassword(client, { email: user.email })
    const late = { ...session.pending_log_in, expiresAt: Date.now() }
    const response = await sendCode(client, { pending_log_in: late }, codeOf(key))

    response.assertHeader('location', '/login')
    response.assertSessionMissing('auth_web')
    response.assertFlashMessage(
      'formError',
      'Your log-in took too long. Enter your password again.'
    )
    const { expiresAt } = session.pending_log_in
    if (expiresAt > Date.now() + 10 * MINUTE) throw new Error('it waits longer')
  })

  test('a new password ends a log-in that waits', async ({ client }) => {
    const user = await UserFactory.create()
    const { key } = await addAuthenticator(user)
    const { session } = await enterPassword(client, { email: user.email })
    await user.merge({ password: 'another-password' }).save()
    const response = await sendCode(client, session, codeOf(key))

    response.assertHeader('location', '/login')
    response.assertSessionMissing('auth_web')
  })

  test('a log-in that waits is worth nothing after the factor was removed', async ({ client }) => {
    const user = await UserFactory.create()
    const { key } = await addAuthenticator(user)
    const { session } = await enterPassword(client, { email: user.email })
    await Authenticator.remove(user, { ipAddress: null, userAgent: null })
    const response = await sendCode(client, session, codeOf(key))

    response.assertHeader('location', '/login')
    response.assertSessionMissing('auth_web')
  })

  test('the page is only for a log-in that waits, and no cache keeps it (ASVS 2.3.1)', async ({
    client,
  }) => {
    const user = await UserFactory.create()
    await addAuthenticator(user)
    const stranger = await client.visit('second_factor_checks.create').redirects(0)
    stranger.assertHeader('location', '/login')

    const { session } = await enterPassword(client, { email: user.email })
    const page = await client
      .visit('second_factor_checks.create')
      .withSession(session)
      .withInertia()
    page.assertInertiaComponent('auth/second_factor_checks/create')
    page.assertInertiaPropsContains({ email: user.email, hasAuthenticator: true, hasCodes: true })
    page.assertHeader('cache-control', 'no-store')
  })

  test('a wrong password is answered alike with and without a second factor', async ({
    assert,
    client,
  }) => {
    const [plain, protectedUser] = await UserFactory.createMany(2)
    await addAuthenticator(protectedUser)
    const answers = []
    for (const { email } of [plain, protectedUser]) {
      const { response } = await enterPassword(client, { email, password: 'wrong-password' })
      const { email: typed, ...messages } = response.flashMessages()
      assert.equal(typed, email)
      answers.push([response.status(), response.header('location'), messages])
    }
    assert.deepEqual(answers[0], answers[1])
  })
})
