import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import SendAccountExistsMail from '#jobs/send_account_exists_mail'
import SendWelcomeMail from '#jobs/send_welcome_mail'
import User from '#models/user'
import queue from '#queue/main'
import { withRawCookie } from '#tests/support/raw_cookie'

const ada = { name: 'Ada Lovelace', email: 'ada@example.com', password: 'analytical-engine' }

test.group('Registrations | store', () => {
  test('a guest signs up and gets a mail with a confirmation link', async ({
    assert,
    client,
    db,
  }) => {
    using fake = queue.fake()
    const visit = client.visit('registrations.store').form(ada).header('accept-language', 'es')
    withRawCookie(visit, 'time_zone', 'Europe/Madrid')
    const response = await visit.withCsrfToken().redirects(0)

    response.assertHeader('location', '/email-confirmations/new')
    const user = await User.findByOrFail('email', ada.email)
    assert.isFalse(user.isConfirmed)
    assert.equal(user.locale, 'es')
    assert.equal(user.timeZone, 'Europe/Madrid')
    assert.match(user.password, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    await db.assertHas('account_events', { user_id: user.id, kind: 'signed_up' })
    fake.assertDispatched(SendWelcomeMail, { userId: user.id })
  })

  for (const cookie of ['Mars/Olympus', '']) {
    test(`a browser that says "${cookie}" leaves the time zone open`, async ({
      assert,
      client,
    }) => {
      using fake = queue.fake()
      const visit = client.visit('registrations.store').form(ada).withCsrfToken().redirects(0)
      await withRawCookie(visit, 'time_zone', cookie)

      const user = await User.findByOrFail('email', ada.email)
      assert.isNull(user.timeZone)
      fake.assertCount(1)
    })
  }

  test('signing up is not logging in', async ({ assert, client }) => {
    using fake = queue.fake()
    const response = await client
      .visit('registrations.store')
      .form(ada)
      .withCsrfToken()
      .redirects(0)

    assert.isUndefined(response.session('auth_web'))
    fake.assertCount(1)
  })

  test('the address is kept in lower case and without spaces', async ({ client, db }) => {
    using fake = queue.fake()
    await client
      .visit('registrations.store')
      .form({ ...ada, email: '  Ada@Example.COM ' })
      .withCsrfToken()
      .redirects(0)

    await db.assertHas('users', { email: 'ada@example.com' })
    fake.assertCount(1)
  })

  test('who owns the address is told by mail, and the page says the same', async ({
    assert,
    client,
    db,
  }) => {
    using fake = queue.fake()
    const owner = await UserFactory.merge({ email: ada.email, name: 'The Owner' }).create()
    const known = await client.visit('registrations.store').form(ada).withCsrfToken().redirects(0)
    const unknown = await client
      .visit('registrations.store')
      .form({ ...ada, email: 'unknown@example.com' })
      .withCsrfToken()
      .redirects(0)

    assert.equal(known.status(), unknown.status())
    assert.equal(known.header('location'), unknown.header('location'))
    assert.deepEqual(Object.keys(known.flashMessages()), Object.keys(unknown.flashMessages()))
    await db.assertHas('users', { email: ada.email, name: 'The Owner' })
    fake.assertDispatched(SendAccountExistsMail, { userId: owner.id })
  })

  test('signing up again before confirming replaces the details and kills the old link', async ({
    assert,
    client,
  }) => {
    using fake = queue.fake()
    const first = await UserFactory.merge({ email: ada.email, name: 'Old' })
      .apply('unconfirmed')
      .create()
    await client.visit('registrations.store').form(ada).withCsrfToken().redirects(0)

    const user = await User.findByOrFail('email', ada.email)
    assert.equal(user.id, first.id)
    assert.equal(user.name, ada.name)
    assert.notEqual(user.confirmationKey, first.confirmationKey)
    fake.assertDispatched(SendWelcomeMail)
  })

  for (const [field, value, message] of [
    ['name', '', 'Enter your name.'],
    ['email', 'not-an-address', 'Enter a valid e-mail address, such as name@example.com.'],
    ['password', '1234567', 'Enter at least 8 characters.'],
    ['password', 'x'.repeat(129), 'Enter at most 128 characters.'],
  ]) {
    test(`a ${field} of ${value.length} characters is refused at its field`, async ({
      assert,
      client,
      db,
    }) => {
      using fake = queue.fake()
      const response = await client
        .visit('registrations.store')
        .form({ ...ada, [field]: value })
        .withCsrfToken()
        .redirects(0)

      response.assertStatus(302)
      assert.deepEqual(response.flashMessage('inputErrorsBag')[field], [message])
      assert.notProperty(response.flashMessages(), 'password')
      await db.assertEmpty('users')
      fake.assertCount(0)
    })
  }

  test('the sixth try for one address within a minute is refused', async ({ assert, client }) => {
    using fake = queue.fake()
    const signUp = () => client.visit('registrations.store').form(ada).withCsrfToken().redirects(0)
    for (let tries = 0; tries < 5; tries++) {
      const response = await signUp()
      response.assertStatus(302)
    }

    const response = await signUp()
    response.assertStatus(429)
    assert.isAbove(Number(response.header('retry-after')), 0)
    fake.assertCount(5)
  })
})
