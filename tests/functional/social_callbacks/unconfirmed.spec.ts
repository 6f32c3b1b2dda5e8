import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import PasswordReset from '#models/password_reset'
import settings from '#settings'
import { ada } from '#tests/support/open_id_server'
import { connect, startProvider, throughProvider } from '#tests/support/social_log_in'

test.group('Social callbacks | an unconfirmed account', (group) => {
  let provider: Awaited<ReturnType<typeof startProvider>>
  group.setup(async () => {
    provider = await startProvider()
    return provider.stop
  })
  group.each.setup(() => {
    settings.fake({ 'registration.verification': 'optional' })
    provider.server.person = ada()
    return () => settings.restore()
  })

  async function connected() {
    const user = await UserFactory.merge({ emailConfirmedAt: null }).create()
    await connect(user, provider)
    return user
  }

  test('an unconfirmed account logs in by a provider only while the confirmation is optional', async ({
    client,
  }) => {
    await connected()
    const response = await throughProvider(client)
    response.assertHeader('location', '/dashboard')

    settings.fake({ 'registration.verification': 'mandatory' })
    const refused = await throughProvider(client)
    refused.assertHeader('location', '/login')
    refused.assertSessionMissing('auth_web')
  })

  test('a password reset by the owner of the address disconnects the providers', async ({
    assert,
    client,
    db,
  }) => {
    const user = await connected()
    const issued = await PasswordReset.issue(user, crypto.randomUUID())
    assert.isNotNull(issued)
    await client
      .visit('password_resets.update', { token: issued!.token })
      .form({ password: 'password-of-the-owner' })
      .withCsrfToken()
      .redirects(0)

    await db.assertMissing('social_identities', { user_id: user.id })
  })
})
