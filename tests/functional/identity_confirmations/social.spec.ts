import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import SendPasswordReset from '#jobs/send_password_reset'
import queue from '#queue/main'
import { ada } from '#tests/support/open_id_server'
import { connect, leave, startProvider, throughProvider } from '#tests/support/social_log_in'

const path = '/confirm-identity/with/gitlab'

async function withoutPassword() {
  const user = await UserFactory.create()
  await db.from('users').where('id', user.id).update({ password: null })
  return user.refresh()
}

test.group('Identity confirmations | provider', (group) => {
  let provider: Awaited<ReturnType<typeof startProvider>>
  group.setup(async () => {
    provider = await startProvider()
    return provider.stop
  })
  group.each.setup(() => void (provider.server.person = ada()))

  test('a member without a password confirms by the provider, which asks again (ASVS 6.8.4, 7.6.1)', async ({
    assert,
    client,
  }) => {
    const user = await withoutPassword()
    await connect(user, provider)
    const asked = await client.get('/settings/email').loginAs(user).redirects(0)
    asked.assertHeader('location', '/confirm-identity')
    const response = await throughProvider(client, { path, user, session: asked.session() })

    response.assertHeader('location', '/settings/email')
    assert.closeTo(response.session('identity_confirmed_at'), Date.now(), 60_000)
    assert.include(provider.server.asked, { prompt: 'login', max_age: '0' })
  })

  test('an account of somebody else at the provider confirms nothing', async ({ client }) => {
    await connect(await UserFactory.create(), provider)
    const user = await withoutPassword()
    const response = await throughProvider(client, { path, user })

    response.assertHeader('location', '/confirm-identity')
    response.assertSessionMissing('identity_confirmed_at')
    response.assertFlashMessage(
      'formError',
      'This GitLab account is not connected with your account. Use the one that is.'
    )
  })

  test('the page offers the ways that the account has', async ({ assert, client }) => {
    const user = await withoutPassword()
    await connect(user, provider)
    const page = await client.get('/confirm-identity').loginAs(user).withInertia()
    assert.deepInclude(page.inertiaProps, {
      hasPassword: false,
      providers: [{ name: 'gitlab', label: 'GitLab' }],
    })

    const other = await UserFactory.create()
    const usual = await client.get('/confirm-identity').loginAs(other).withInertia()
    assert.deepInclude(usual.inertiaProps, { hasPassword: true, providers: [] })
  })

  test('a password that the account does not have confirms nothing', async ({ client }) => {
    const user = await withoutPassword()
    for (const password of ['secret-password', ' ']) {
      const response = await client
        .visit('identity_confirmations.store')
        .form({ password })
        .loginAs(user)
        .withCsrfToken()
        .redirects(0)
      response.assertStatus(302)
      response.assertSessionMissing('identity_confirmed_at')
    }
  })

  test('a link that sets a password is sent to the address of the account', async ({ client }) => {
    using fake = queue.fake()
    const user = await withoutPassword()
    const { address } = await leave(client, { path: '/confirm-identity/password-link', user })
    if (address !== '/confirm-identity') throw new Error(address)
    fake.assertDispatched(SendPasswordReset, { email: user.email })
  })
})
