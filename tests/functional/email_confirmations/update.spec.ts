import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { DateTime } from 'luxon'
import { RegistrationFactory } from '#database/factories/registration_factory'
import { UserFactory } from '#database/factories/user_factory'
import PasswordLogIn from '#models/password_log_in'
import Registration from '#models/registration'
import User from '#models/user'
import { confirmationLink, sessionOfStarter } from '#tests/support/confirmation_link'

const NOWHERE = { ipAddress: null, userAgent: null }

function confirmAsStarter(client: ApiClient, registration: Registration) {
  const request = client.post(confirmationLink(registration))
  return request.withSession(sessionOfStarter(registration)).withCsrfToken().redirects(0)
}

test.group('Email confirmations | update', () => {
  test('the button creates the account of its sign-up and logs in', async ({
    assert,
    client,
    db,
  }) => {
    const registration = await RegistrationFactory.merge({
      name: 'Grace Hopper',
      locale: 'es',
      timeZone: 'Europe/Madrid',
      ipAddress: '192.0.2.7',
      createdAt: DateTime.now().minus({ hours: 5 }),
    }).create()
    const response = await confirmAsStarter(client, registration)

    response.assertHeader('location', '/dashboard')
    const user = await PasswordLogIn.authenticate(registration.email, 'secret-password', NOWHERE)
    assert.containsSubset(user.serialize(), {
      name: 'Grace Hopper',
      locale: 'es',
      timeZone: 'Europe/Madrid',
    })
    assert.equal(response.session('auth_web'), user.id)
    await db.assertHas('account_events', {
      user_id: user.id,
      kind: 'signed_up',
      ip_address: '192.0.2.7',
      created_at: registration.createdAt.toJSDate(),
    })
    for (const kind of ['confirmed', 'signed_in']) {
      await db.assertHas('account_events', { user_id: user.id, kind })
    }
  })

  test('a plain form post of a browser without scripts confirms', async ({ client }) => {
    const registration = await RegistrationFactory.create()
    const link = confirmationLink(registration)
    const page = await client.get(link).withSession(sessionOfStarter(registration))
    const [, token] = page.text().match(/name="_csrf" value="([^"]+)"/)!

    const request = client.post(link).form({ _csrf: token }).redirects(0)
    const response = await request.withSession(page.session())
    response.assertHeader('location', '/dashboard')
  })

  test('a form without its token changes nothing (ASVS 3.5.1)', async ({ client, db }) => {
    const response = await client
      .post(confirmationLink(await RegistrationFactory.create()))
      .redirects(0)

    response.assertStatus(419)
    await db.assertEmpty('users')
  })

  test('of two sign-ups for one address, the confirmed one counts, and the link of the other ends')
    .with(['first', 'second'])
    .run(async ({ assert, client }, used) => {
      const email = 'ada@example.com'
      const [first, second] = await RegistrationFactory.merge([
        { email, name: 'first' },
        { email, name: 'second' },
      ]).createMany(2)
      const [chosen, other] = used === 'first' ? [first, second] : [second, first]
      await confirmAsStarter(client, chosen)

      const user = await User.findByOrFail('email', email)
      assert.equal(user.name, used)
      assert.isNull(await Registration.find(other.id))
      const late = await client.post(confirmationLink(other)).withCsrfToken().accept('json')
      late.assertStatus(403)
      await user.refresh()
      assert.equal(user.name, used)
    })

  test('sign-ups of other addresses are kept', async ({ assert, client }) => {
    const [one, other] = await RegistrationFactory.createMany(2)
    await confirmAsStarter(client, one)

    assert.isNotNull(await Registration.findPending(other.id))
  })

  test('an account that an older release left unconfirmed takes the details of the sign-up', async ({
    assert,
    client,
  }) => {
    const former = await UserFactory.merge({ name: 'Former' }).apply('unconfirmed').create()
    const registration = await RegistrationFactory.merge({ email: former.email }).create()
    await confirmAsStarter(client, registration)

    const user = await PasswordLogIn.authenticate(former.email, 'secret-password', NOWHERE)
    assert.containsSubset(user.serialize(), { id: former.id, name: registration.name })
  })

  test('a link works once (ASVS 6.4.1)', async ({ assert, client, db }) => {
    const registration = await RegistrationFactory.create()
    await confirmAsStarter(client, registration)

    const again = await confirmAsStarter(client, registration)
    again.assertHeader('location', confirmationLink(registration))
    assert.notProperty(again.session(), 'auth_web')
    await db.assertHas('account_events', { kind: 'confirmed' }, 1)
  })

  test('a confirmed account keeps its password when another link is confirmed later', async ({
    client,
    db,
  }) => {
    const owner = await UserFactory.create()
    const registration = await RegistrationFactory.merge({ email: owner.email }).create()
    await confirmAsStarter(client, registration)

    await db.assertHas('users', { id: owner.id, password: owner.password, name: owner.name })
  })

  test('a link is invalid: {title}')
    .with([
      { title: 'expired', change: (link: string) => link, state: 'expired' as const },
      { title: 'without its signature', change: (link: string) => link.split('?')[0] },
    ])
    .run(async ({ client, db }, { change, state }) => {
      const registration = state
        ? await RegistrationFactory.apply(state).create()
        : await RegistrationFactory.create()
      const link = change(confirmationLink(registration))
      const response = await client.post(link).withCsrfToken().accept('json')

      response.assertStatus(403)
      await db.assertEmpty('users')
    })
})

test.group('Email confirmations | update while logged in as somebody else', () => {
  test('a member is asked before the switch to another account', async ({ assert, client, db }) => {
    const registration = await RegistrationFactory.create()
    const [member, another] = await UserFactory.createMany(2)
    for (const answer of [{}, { logOut: another.id }]) {
      const link = confirmationLink(registration)
      const request = client.post(link).form(answer).loginAs(member).withCsrfToken()
      const response = await request.redirects(0)

      response.assertHeader('location', link)
      assert.isNotNull(await Registration.findPending(registration.id))
    }
    await db.assertCount('users', 2)
  })

  test('a member who agrees is logged out and then logged in to the new account', async ({
    assert,
    client,
    db,
  }) => {
    const registration = await RegistrationFactory.create()
    const member = await UserFactory.create()
    const response = await client
      .post(confirmationLink(registration))
      .form({ logOut: member.id })
      .withSession(sessionOfStarter(registration))
      .loginAs(member)
      .withCsrfToken()
      .redirects(0)

    response.assertHeader('location', '/dashboard')
    const user = await User.findByOrFail('email', registration.email)
    assert.equal(response.session('auth_web'), user.id)
    await db.assertHas('account_events', { user_id: member.id, kind: 'signed_out' })
  })
})
