import { test } from '@japa/runner'
import database from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'

const password = 'secret-password'

test.group('Sessions | store', () => {
  test('a confirmed account logs in and is sent to the dashboard', async ({
    assert,
    client,
    db,
  }) => {
    const user = await UserFactory.create()
    const response = await client
      .visit('sessions.store')
      .form({ email: user.email, password })
      .withCsrfToken()
      .redirects(0)

    response.assertHeader('location', '/dashboard')
    assert.equal(response.session('auth_web'), user.id)
    await db.assertHas('account_events', { user_id: user.id, kind: 'signed_in' })
  })

  test('a password stays valid however old it is (ASVS 6.2.10)', async ({ client }) => {
    const { email, id } = await UserFactory.create()
    const longAgo = new Date('2001-01-01')
    await database.from('users').where({ id }).update({ created_at: longAgo, updated_at: longAgo })
    const response = await client
      .visit('sessions.store')
      .form({ email, password })
      .withCsrfToken()
      .redirects(0)

    response.assertHeader('location', '/dashboard')
  })

  test('a log-in changes the session id (ASVS 7.2.2)', async ({ assert, client }) => {
    const user = await UserFactory.create()
    const request = client
      .visit('sessions.store')
      .form({ email: user.email, password })
      .withCsrfToken()
      .redirects(0)
    const before = request.sessionClient.sessionId
    const response = await request

    assert.notEqual(response.cookie('easystart-session')?.value, before)
  })

  test('only "remember me" sets a cookie that outlives the session', async ({
    assert,
    client,
    db,
  }) => {
    const user = await UserFactory.create()
    const logIn = (remember: string) =>
      client
        .visit('sessions.store')
        .form({ email: user.email, password, remember })
        .withCsrfToken()
        .redirects(0)

    const forgotten = await logIn('false')
    assert.notOk(forgotten.cookie('remember_web')?.value)
    await db.assertEmpty('remember_me_tokens')

    const remembered = await logIn('true')
    assert.equal(remembered.cookie('remember_web')?.maxAge, 30 * 24 * 3600)
    await db.assertCount('remember_me_tokens', 1)
  })

  test('a wrong password, an unknown and an unconfirmed address get the same answer', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    const unconfirmed = await UserFactory.apply('unconfirmed').create()
    const answers = []
    for (const credentials of [
      { email: user.email, password: 'wrong-password' },
      { email: 'nobody@example.com', password },
      { email: unconfirmed.email, password },
    ]) {
      const response = await client
        .visit('sessions.store')
        .form(credentials)
        .withCsrfToken()
        .redirects(0)
      assert.isUndefined(response.session('auth_web'))
      const { email, ...messages } = response.flashMessages()
      assert.equal(email, credentials.email)
      answers.push([response.status(), messages])
    }

    assert.deepEqual(answers[0], answers[1])
    assert.deepEqual(answers[0], answers[2])
    assert.include(JSON.stringify(answers[0]), '"formError":"These details do not match')
  })

  test('the sixth wrong try for one account within a minute is refused, from any network (ASVS 6.3.1)', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    const logIn = (secret: string) =>
      client
        .visit('sessions.store')
        .form({ email: user.email, password: secret })
        .withCsrfToken()
        .redirects(0)
    for (let tries = 0; tries < 5; tries++) await logIn('wrong-password')

    const response = await logIn(password)
    response.assertStatus(429)
    assert.isAbove(Number(response.header('retry-after')), 0)
  })

  test('a successful log-in resets the count of tries', async ({ client }) => {
    const user = await UserFactory.create()
    for (let logIns = 0; logIns < 8; logIns++) {
      const response = await client
        .visit('sessions.store')
        .form({ email: user.email, password })
        .withCsrfToken()
        .redirects(0)
      response.assertStatus(302)
    }
  })

  test('the 21st try from one network address within a minute is refused, for any account (ASVS 2.4.1)', async ({
    client,
  }) => {
    const statuses = []
    for (let tries = 0; tries < 21; tries++) {
      const response = await client
        .visit('sessions.store')
        .form({ email: `guess${tries}@example.com`, password })
        .withCsrfToken()
        .redirects(0)
      statuses.push(response.status())
    }

    if (statuses.slice(0, 20).includes(429)) throw new Error('refused too early')
    if (statuses[20] !== 429) throw new Error(`the 21st try was answered ${statuses[20]}`)
  })
})
