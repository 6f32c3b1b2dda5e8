import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { RegistrationFactory } from '#database/factories/registration_factory'
import { UserFactory } from '#database/factories/user_factory'
import AccountOpening from '#models/account_opening'
import PasswordLogIn from '#models/password_log_in'
import Registration from '#models/registration'
import User from '#models/user'
import { confirmationLink, sessionOfStarter } from '#tests/support/confirmation_link'
import { withRawCookie } from '#tests/support/raw_cookie'

const NOWHERE = { ipAddress: null, userAgent: null }

/** Of the person who signed up, as the factory makes it. */
const FORMER = 'secret-password'
const NEW = 'nine-kestrels-over-lisbon'

function confirm(client: ApiClient, registration: Registration, form: Record<string, string>) {
  const request = client.post(confirmationLink(registration)).form(form)
  return request.withCsrfToken().redirects(0)
}

const logIn = (email: string, password: string) =>
  PasswordLogIn.authenticate(email, password, NOWHERE)

test.group('Email confirmations | in another browser than the one that signed up', () => {
  test('the page asks for the password of the sign-up, only there', async ({ assert, client }) => {
    const registration = await RegistrationFactory.create()
    const link = confirmationLink(registration)
    const page = await withRawCookie(client.get(link), 'plain_pages', '1')
    assert.include(page.text(), 'name="password"')
    assert.include(page.text(), 'name="choosesPassword"')

    const starter = client.get(link).withSession(sessionOfStarter(registration))
    const own = await withRawCookie(starter, 'plain_pages', '1')
    assert.notInclude(own.text(), 'name="password"')
  })

  test('the password of the sign-up confirms it, and nothing changes', async ({
    assert,
    client,
  }) => {
    const registration = await RegistrationFactory.create()
    const response = await confirm(client, registration, { password: FORMER })
    response.assertHeader('location', '/dashboard')
    const user = await logIn(registration.email, FORMER)
    assert.equal(response.session('auth_web'), user.id)
  })

  test('nothing is confirmed with {title}')
    .with([
      { title: 'no password', form: {}, message: 'Enter your password.' },
      {
        title: 'an empty password',
        form: { password: '', choosesPassword: 'on' },
        message: 'Enter your password.',
      },
      {
        title: 'another password',
        form: { password: NEW },
        message:
          'This is not the password of the sign-up. Try again, or tick the box below to make it your new password.',
      },
      {
        title: 'a new password that is not safe',
        form: { password: 'password123', choosesPassword: 'on' },
        message: null,
      },
      {
        title: 'a new password made of the address',
        form: { password: 'ada-at-example', choosesPassword: 'on' },
        message: null,
      },
    ])
    .run(async ({ assert, client, db }, { form, message }) => {
      const registration = await RegistrationFactory.merge({ email: 'ada@example.com' }).create()
      const response = await confirm(client, registration, form as Record<string, string>)
      const { password } = response.flashMessage('inputErrorsBag')
      assert.lengthOf(password as string[], 1)
      if (message) assert.deepEqual(password, [message])
      assert.notProperty(response.session(), 'auth_web')
      await db.assertEmpty('users')
      assert.isNotNull(await Registration.findPending(registration.id))
      assert.notInclude(JSON.stringify(response.session()), form.password || 'no-password')
    })

  test('the owner of the mailbox sets a password, and that of the starter is useless', async ({
    assert,
    client,
  }) => {
    const registration = await RegistrationFactory.create()
    const { email } = registration
    const form = { password: NEW, choosesPassword: 'on' }
    const response = await confirm(client, registration, form)
    response.assertHeader('location', '/dashboard')
    const user = await logIn(email, NEW)
    assert.equal(response.session('auth_web'), user.id)
    await assert.rejects(() => logIn(email, FORMER))
  })

  test('the browser of another sign-up has to show the password too', async ({
    assert,
    client,
    db,
  }) => {
    const [registration, other] = await RegistrationFactory.createMany(2)
    const response = await client
      .post(confirmationLink(registration))
      .withSession(sessionOfStarter(other))
      .withCsrfToken()
      .redirects(0)
    assert.property(response.flashMessage('inputErrorsBag'), 'password')
    await db.assertMissing('users', { email: registration.email })
  })

  test('a confirmation without a proof leaves an account without a password', async ({
    assert,
  }) => {
    const { id } = await RegistrationFactory.create()
    const user = await AccountOpening.confirm(id, NOWHERE)
    assert.isFalse(user!.hasPassword)
  })

  test('five wrong passwords a minute are checked, then none, but a new one is taken', async ({
    assert,
    client,
  }) => {
    const registration = await RegistrationFactory.create()
    for (let tries = 0; tries < 5; tries++) {
      await confirm(client, registration, { password: `${NEW}-${tries}` })
    }
    const refused = await confirm(client, registration, { password: FORMER })
    refused.assertStatus(429)
    assert.isNull(await User.findBy('email', registration.email))
    const chosen = await confirm(client, registration, { password: NEW, choosesPassword: 'on' })
    chosen.assertHeader('location', '/dashboard')
  })

  test('a member who is logged in to another account is asked for it as well', async ({
    client,
    db,
  }) => {
    const [registration, member] = [await RegistrationFactory.create(), await UserFactory.create()]
    const send = (form: Record<string, string | number>) =>
      client
        .post(confirmationLink(registration))
        .form({ logOut: member.id, ...form } as never)
        .loginAs(member)
        .withCsrfToken()
        .redirects(0)
    await send({})
    await db.assertMissing('users', { email: registration.email })
    const response = await send({ password: FORMER })
    response.assertHeader('location', '/dashboard')
    await db.assertHas('users', { email: registration.email })
  })
})
