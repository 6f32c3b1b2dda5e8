import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { UserFactory } from '#database/factories/user_factory'
import SocialIdentity from '#models/social_identity'
import User from '#models/user'
import { ada } from '#tests/support/open_id_server'
import { addAuthenticator } from '#tests/support/second_factor'
import {
  atProvider,
  comeBack,
  connect,
  leave,
  startProvider,
  throughProvider,
} from '#tests/support/social_log_in'

test.group('Social callbacks | log-in', (group) => {
  let provider: Awaited<ReturnType<typeof startProvider>>
  group.setup(async () => {
    provider = await startProvider()
    return provider.stop
  })
  group.each.setup(() => void (provider.server.person = ada()))

  test('a stranger with a verified address gets an account and is logged in', async ({
    assert,
    client,
    db,
  }) => {
    const response = await throughProvider(client)
    response.assertHeader('location', '/dashboard')

    const { person, issuer } = provider.server
    const user = await User.findByOrFail('email', person.email)
    assert.equal(response.session('auth_web'), user.id)
    assert.isTrue(user.isConfirmed)
    assert.isNull(user.password)
    assert.equal(user.name, 'Ada Lovelace')
    await db.assertHas('social_identities', {
      ...{ user_id: user.id, provider: 'gitlab', issuer, subject: person.sub },
    })
    for (const kind of ['signed_up', 'confirmed', 'signed_in']) {
      await db.assertHas('account_events', { user_id: user.id, kind })
    }
  })

  test('a connected account logs in, whatever its address is by now (ASVS 10.5.2)', async ({
    assert,
    client,
    db,
  }) => {
    const user = await UserFactory.create()
    const identity = await connect(user, provider)
    provider.server.person.email = 'another@example.com'
    const response = await throughProvider(client)

    response.assertHeader('location', '/dashboard')
    assert.equal(response.session('auth_web'), user.id)
    await identity.refresh()
    assert.isNotNull(identity.lastUsedAt)
    await db.assertHas('account_events', { user_id: user.id, kind: 'identity_used' })
    await db.assertHas('account_events', { user_id: user.id, kind: 'signed_in' })
    await db.assertCount('users', 1)
  })

  test('the same subject at another issuer is another person (ASVS 6.8.1)', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    const identity = await connect(user, provider)
    await identity.merge({ issuer: 'https://gitlab.example.com' }).save()
    const response = await throughProvider(client)
    assert.notEqual(response.session('auth_web'), user.id)
  })

  test('the log-in leads to the page that was asked for, and can be remembered', async ({
    assert,
    client,
  }) => {
    await connect(await UserFactory.create(), provider)
    const asked = await client.get('/settings/sessions').redirects(0)
    const form = { remember: 'true' }
    const response = await throughProvider(client, { form, session: asked.session() })
    response.assertHeader('location', '/settings/sessions')
    assert.isDefined(response.cookie('remember_web'))
  })

  test('a log-in by a provider asks for the second factor', async ({ client, db }) => {
    const user = await UserFactory.create()
    await connect(user, provider)
    await addAuthenticator(user)
    const response = await throughProvider(client)

    response.assertHeader('location', '/login/second-factor')
    response.assertSessionMissing('auth_web')
    await db.assertMissing('account_events', { user_id: user.id, kind: 'signed_in' })
  })

  test('a disabled account is not logged in', async ({ client }) => {
    const user = await UserFactory.merge({ disabledAt: DateTime.now() }).create()
    await connect(user, provider)
    const response = await throughProvider(client)

    response.assertHeader('location', '/login')
    response.assertSessionMissing('auth_web')
    response.assertFlashMessage('formError', 'This GitLab account cannot log in here.')
  })

  test('a log-in by a provider is no confirmation for sensitive acts', async ({ client }) => {
    await connect(await UserFactory.create(), provider)
    const response = await throughProvider(client)
    response.assertSessionMissing('identity_confirmed_at')
  })

  test('an address that has an account is not taken over: its owner logs in first', async ({
    assert,
    client,
    db,
  }) => {
    const { email } = await UserFactory.merge({ email: provider.server.person.email }).create()
    const response = await throughProvider(client)

    response.assertHeader('location', '/login')
    response.assertSessionMissing('auth_web')
    response.assertFlashMessage('email', email)
    assert.include(response.flashMessage('notice'), 'Log in to it, then connect GitLab')
    await db.assertEmpty('social_identities')
    await db.assertEmpty('registrations')
  })

  test('an address with other capitals is the same address', async ({ client, db }) => {
    await UserFactory.merge({ email: 'ada@example.com' }).create()
    provider.server.person.email = 'ADA@Example.com'
    const response = await throughProvider(client)
    response.assertHeader('location', '/login')
    await db.assertCount('users', 1)
  })

  test('two sign-ups of one person at the same moment make one account', async ({
    assert,
    client,
  }) => {
    const ways = [await leave(client), await leave(client)]
    const backs = []
    for (const { address } of ways) backs.push(await atProvider(address))
    await Promise.all(backs.map((back, at) => comeBack(client, back, ways[at])))
    const users = await User.query().where('email', provider.server.person.email!)
    assert.lengthOf(users, 1)
    assert.lengthOf(await SocialIdentity.of(users[0]), 1)
  })
})
