import { test } from '@japa/runner'
import { registration } from '#config/auth'
import { UserFactory } from '#database/factories/user_factory'
import Registration from '#models/registration'
import SendRegistrationMail from '#jobs/send_registration_mail'
import SocialIdentity from '#models/social_identity'
import User from '#models/user'
import queue from '#queue/main'
import settings from '#settings'
import { confirmationLink } from '#tests/support/confirmation_link'
import { ada } from '#tests/support/open_id_server'
import { startProvider, throughProvider } from '#tests/support/social_log_in'
import type { ApiClient } from '@japa/api-client'

const FORM = '/signup/with-provider'

function send(client: ApiClient, form: Record<string, string>, session: Record<string, any>) {
  return client.post(FORM).form(form).withSession(session).withCsrfToken().redirects(0)
}

test.group('Social registrations | store', (group) => {
  let provider: Awaited<ReturnType<typeof startProvider>>
  group.setup(async () => {
    provider = await startProvider()
    return provider.stop
  })
  const defaults = { ...registration }
  group.each.setup(() => () => void Object.assign(registration, defaults))
  group.each.teardown(() => settings.restore())

  test('a sign-up that waits for its name ends when the registration is closed', async ({
    client,
    db,
  }) => {
    const person = ada({ email_verified: false })
    provider.server.person = person
    const asked = await throughProvider(client)
    asked.assertHeader('location', FORM)

    settings.fake({ 'registration.isOpen': false })
    const page = await client.get(FORM).withSession(asked.session()).redirects(0)
    page.assertHeader('location', '/signup')
    const sent = await send(client, { name: 'Ada', email: person.email! }, asked.session())
    sent.assertHeader('location', '/signup')
    await db.assertMissing('registrations', { email: person.email })
  })

  test('an address that the provider has not verified gets our own link, which opens the account', async ({
    assert,
    client,
  }) => {
    using fake = queue.fake()
    for (const unverified of [false, undefined, 'no']) {
      const person = ada({ email_verified: unverified as boolean })
      provider.server.person = person
      const asked = await throughProvider(client)
      asked.assertHeader('location', FORM)
      asked.assertSessionMissing('auth_web')

      const form = { name: 'Ada', email: person.email! }
      const response = await send(client, form, asked.session())
      response.assertHeader('location', '/email-confirmations/new')
      assert.isNull(await User.findBy('email', person.email))
      const waiting = await Registration.findByOrFail('email', person.email)
      assert.isNull(waiting.password)
      fake.assertDispatched(SendRegistrationMail, { registrationId: waiting.id })

      await client
        .post(confirmationLink(waiting))
        .withSession({ registration_id: response.session('registration_id') })
        .withCsrfToken()
        .redirects(0)
      const user = await User.findByOrFail('email', person.email)
      const [identity] = await SocialIdentity.of(user)
      assert.equal(identity.subject, person.sub)
      const again = await throughProvider(client)
      assert.equal(again.session('auth_web'), user.id)
    }
  })

  test('an unverified address that has an account gets the same answer and changes nothing', async ({
    client,
    db,
  }) => {
    using fake = queue.fake()
    const { email } = await UserFactory.create()
    provider.server.person = ada({ email, email_verified: false })
    const asked = await throughProvider(client)
    asked.assertHeader('location', FORM)
    const response = await send(client, { name: 'Ada', email }, asked.session())

    response.assertHeader('location', '/email-confirmations/new')
    response.assertFlashMessage('sentTo', email)
    await db.assertEmpty('social_identities')
    fake.assertDispatched(SendRegistrationMail)
  })

  test('the page that opens the link names the provider', async ({ assert, client }) => {
    using fake = queue.fake()
    provider.server.person = ada({ email_verified: false })
    const asked = await throughProvider(client)
    const { email } = provider.server.person
    await send(client, { name: 'Ada', email: email! }, asked.session())
    const waiting = await Registration.findByOrFail('email', email)
    const page = await client.get(confirmationLink(waiting)).withInertia()
    assert.equal(page.inertiaProps.registration.provider, 'GitLab')
    fake.assertCount(1)
  })

  test('a name or an address that the provider does not tell is asked for', async ({
    assert,
    client,
  }) => {
    using fake = queue.fake()
    provider.server.person = { sub: crypto.randomUUID() }
    const asked = await throughProvider(client)
    const refused = await send(client, {}, asked.session())
    assert.sameMembers(Object.keys(refused.flashMessage('inputErrorsBag')), ['name', 'email'])

    const response = await send(client, { name: 'A', email: 'a@example.com' }, asked.session())
    response.assertHeader('location', '/email-confirmations/new')
    fake.assertCount(1)
  })

  test('a name with a web address is not taken over', async ({ assert, client }) => {
    provider.server.person = ada({ name: 'Win at evil.com' })
    const asked = await throughProvider(client)
    asked.assertHeader('location', FORM)
    const page = await client.get(FORM).withSession(asked.session()).withInertia()
    assert.deepInclude(page.inertiaProps, { provider: 'GitLab', isProven: true })
    assert.isUndefined(page.inertiaProps.name)
  })

  test('a verified address cannot be exchanged for another one', async ({ assert, client }) => {
    provider.server.person = ada({ name: '' })
    const asked = await throughProvider(client)
    const form = { name: 'Ada', email: 'victim@example.com' }
    const response = await send(client, form, asked.session())
    response.assertHeader('location', '/dashboard')
    assert.isNull(await User.findBy('email', 'victim@example.com'))
    assert.isNotNull(await User.findBy('email', provider.server.person.email))
  })

  test('a sign-up without accepted terms is refused', async ({ assert, client }) => {
    registration.termsUrl = '/terms'
    provider.server.person = ada()
    const asked = await throughProvider(client)
    asked.assertHeader('location', FORM)
    const refused = await send(client, { name: 'Ada' }, asked.session())
    assert.deepEqual(Object.keys(refused.flashMessage('inputErrorsBag')), ['terms'])

    const response = await send(client, { name: 'Ada', terms: 'on' }, asked.session())
    response.assertHeader('location', '/dashboard')
    const user = await User.findByOrFail('email', provider.server.person.email)
    assert.isNotNull(user.termsAcceptedAt)
  })

  test('a sign-up that is switched off makes no account, and says so', async ({
    assert,
    client,
    db,
  }) => {
    settings.fake({ 'registration.isOpen': false })
    for (const isVerified of [true, false]) {
      provider.server.person = ada({ email_verified: isVerified })
      const response = await throughProvider(client)
      response.assertHeader('location', '/login')
      assert.include(response.flashMessage('formError'), 'new accounts cannot be created')
      response.assertSessionMissing('social_sign_up')
    }
    await db.assertEmpty('users')
    await db.assertEmpty('registrations')
  })

  test('without a way through a provider the page leads to the sign-up', async ({ client }) => {
    const page = await client.get(FORM).redirects(0)
    page.assertHeader('location', '/signup')
    const response = await send(client, { name: 'Ada', email: 'a@example.com' }, {})
    response.assertHeader('location', '/signup')
  })
})
