import { test } from '@japa/runner'
import hash from '@adonisjs/core/services/hash'
import { RegistrationFactory } from '#database/factories/registration_factory'
import { UserFactory } from '#database/factories/user_factory'
import SendRegistrationMail from '#jobs/send_registration_mail'
import Registration from '#models/registration'
import queue from '#queue/main'
import { statementsOf } from '#tests/support/statements'
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
    const registration = await Registration.findByOrFail('email', ada.email)
    assert.equal(registration.locale, 'es')
    assert.equal(registration.timeZone, 'Europe/Madrid')
    assert.isTrue(await hash.verify(registration.password!, ada.password))
    assert.isFalse(hash.needsReHash(registration.password!))
    assert.equal(response.session('registration_id'), registration.id)
    await db.assertEmpty('users')
    fake.assertDispatched(SendRegistrationMail, { registrationId: registration.id })
  })

  for (const cookie of ['Mars/Olympus', '']) {
    test(`the time zone cookie "${cookie}" leaves the time zone empty`, async ({
      assert,
      client,
    }) => {
      using fake = queue.fake()
      const visit = client.visit('registrations.store').form(ada).withCsrfToken().redirects(0)
      await withRawCookie(visit, 'time_zone', cookie)

      const registration = await Registration.findByOrFail('email', ada.email)
      assert.isNull(registration.timeZone)
      fake.assertCount(1)
    })
  }

  test('an address with quotes is refused, because it has many spellings: {$self}')
    .with([
      '"ada"@example.com',
      '"a\\da"@example.com',
      '"ada\r\nBcc: x"@example.com',
      '"ad a"@x.co',
    ])
    .run(async ({ assert, client }, email) => {
      using fake = queue.fake()
      for (const route of ['registrations.store', 'email_confirmations.store'] as const) {
        const response = await client
          .visit(route)
          .json({ ...ada, email })
          .withCsrfToken()
          .redirects(0)
        assert.deepEqual(response.flashMessage('inputErrorsBag').email, [
          'Enter a valid e-mail address, such as name@example.com.',
        ])
      }
      fake.assertCount(0)
    })

  test('a sign-up does not log in', async ({ assert, client }) => {
    using fake = queue.fake()
    const response = await client
      .visit('registrations.store')
      .form(ada)
      .withCsrfToken()
      .redirects(0)

    assert.isUndefined(response.session('auth_web'))
    fake.assertCount(1)
  })

  test('the address is stored in lower case and without spaces', async ({ client, db }) => {
    using fake = queue.fake()
    await client
      .visit('registrations.store')
      .form({ ...ada, email: '  Ada@Example.COM ' })
      .withCsrfToken()
      .redirects(0)

    await db.assertHas('registrations', { email: 'ada@example.com' })
    fake.assertCount(1)
  })

  test('the request looks the same for a new, a pending and a confirmed address', async ({
    assert,
    client,
    db,
  }) => {
    const owner = await UserFactory.create()
    const pending = await RegistrationFactory.create()
    const traces = []
    for (const email of ['new@example.com', pending.email, owner.email]) {
      using fake = queue.fake()
      const { answer, statements } = await statementsOf(() =>
        client
          .visit('registrations.store')
          .form({ ...ada, email })
          .withCsrfToken()
          .redirects(0)
      )
      fake.assertDispatched(SendRegistrationMail)
      fake.assertCount(1)
      const { flash, ...session } = answer.session()
      traces.push({
        statements,
        status: answer.status(),
        location: answer.header('location'),
        session: Object.keys(session),
      })
    }

    assert.deepEqual(traces[1], traces[0])
    assert.deepEqual(traces[2], traces[0])
    await db.assertHas('users', { id: owner.id, name: owner.name, password: owner.password })
  })

  test('a second sign-up before the confirmation keeps both, each with its own link', async ({
    assert,
    client,
  }) => {
    using fake = queue.fake()
    const first = await RegistrationFactory.merge({ email: ada.email, name: 'First' }).create()
    await client.visit('registrations.store').form(ada).withCsrfToken().redirects(0)

    const pending = await Registration.query().where('email', ada.email)
    assert.sameMembers(
      pending.map(({ name }) => name),
      ['First', ada.name]
    )
    assert.isNotNull(await Registration.findPending(first.id))
    fake.assertCount(1)
  })

  for (const [field, value, message] of [
    ['name', '', 'Enter a name.'],
    ['name', 'Ada\r\nBcc: x', 'Enter this on one line, without control characters.'],
    ['name', 'Win at prize.example.net', 'Enter a name without a web or e-mail address.'],
    ['email', 'not-an-address', 'Enter a valid e-mail address, such as name@example.com.'],
    ['password', '1234567', 'The password is too short. Enter at least 8 characters.'],
    ['password', 'x'.repeat(129), 'The password is too long. Enter at most 128 characters.'],
  ]) {
    test(`a ${field} of ${value.length} characters is refused at its field (ASVS 2.2.2)`, async ({
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
      await db.assertEmpty('registrations')
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
