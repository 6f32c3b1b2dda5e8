import { test } from '@japa/runner'
import { RegistrationFactory } from '#database/factories/registration_factory'
import { UserFactory } from '#database/factories/user_factory'
import SocialIdentity from '#models/social_identity'
import User from '#models/user'
import { confirmationLink } from '#tests/support/confirmation_link'
import { ada } from '#tests/support/open_id_server'
import { connect, startProvider, throughProvider } from '#tests/support/social_log_in'

test.group('Email confirmations | a sign-up by a provider', (group) => {
  let provider: Awaited<ReturnType<typeof startProvider>>
  group.setup(async () => {
    provider = await startProvider()
    return provider.stop
  })
  group.each.setup(() => void (provider.server.person = ada({ email_verified: false })))

  function signUp() {
    const { issuer, person } = provider.server
    const { sub: subject, email = null } = person
    const socialIdentity = { provider: 'gitlab' as const, issuer, subject, email }
    const row = { email: email!, password: null, socialIdentity }
    return RegistrationFactory.merge(row).create()
  }

  test('the owner of the mailbox gets an account to which the starter cannot log in', async ({
    assert,
    client,
    db,
  }) => {
    const waiting = await signUp()
    const page = await client.get(confirmationLink(waiting)).withInertia()
    assert.containsSubset(page.inertiaProps, {
      ...{ isStarter: false, registration: { provider: 'GitLab' } },
    })

    const response = await client.post(confirmationLink(waiting)).withCsrfToken().redirects(0)
    const owner = await User.findByOrFail('email', waiting.email)
    assert.equal(response.session('auth_web'), owner.id)
    await db.assertEmpty('social_identities')
    const starter = await throughProvider(client)
    starter.assertHeader('location', '/signup/with-provider')
    starter.assertSessionMissing('auth_web')
  })

  test('the sign-up of another browser connects nothing either', async ({ client, db }) => {
    const [waiting, other] = [await signUp(), await RegistrationFactory.create()]
    await client
      .post(confirmationLink(waiting))
      .withSession({ registration_id: other.id })
      .withCsrfToken()
      .redirects(0)
    await db.assertHas('users', { email: waiting.email })
    await db.assertEmpty('social_identities')
  })

  test('the browser that signed up connects the provider', async ({ assert, client }) => {
    const waiting = await signUp()
    const session = { registration_id: waiting.id }
    const page = await client.get(confirmationLink(waiting)).withSession(session).withInertia()
    assert.isTrue(page.inertiaProps.isStarter)

    const request = client.post(confirmationLink(waiting)).withSession(session)
    await request.withCsrfToken().redirects(0)
    const owner = await User.findByOrFail('email', waiting.email)
    const identities = await SocialIdentity.of(owner)
    assert.lengthOf(identities, 1)
  })

  test('a verified sign-up takes an unconfirmed account over, with no way in of its starter', async ({
    assert,
    client,
  }) => {
    const email = provider.server.person.email!
    const starter = await UserFactory.merge({ email, emailConfirmedAt: null }).create()
    await connect(starter, provider)
    provider.server.person = ada({ email })
    const response = await throughProvider(client)

    const owner = await User.findByOrFail('email', email)
    assert.equal(response.session('auth_web'), owner.id)
    assert.isFalse(owner.hasPassword)
    const [identity, ...others] = await SocialIdentity.of(owner)
    assert.equal(identity.subject, provider.server.person.sub)
    assert.isEmpty(others)
  })
})
