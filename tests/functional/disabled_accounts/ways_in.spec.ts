import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import { addAuthenticator } from '#tests/support/second_factor'

const password = 'secret-password'

test.group('Disabled accounts | ways in', () => {
  test('a session that runs ends at its next request (ASVS 7.4.2)', async ({ client }) => {
    const user = await UserFactory.apply('disabled').create()
    for (const path of ['/dashboard', '/settings/security', '/confirm-identity']) {
      const response = await client.get(path).loginAs(user).redirects(0)

      response.assertHeader('location', '/login')
      response.assertSessionMissing('auth_web')
    }
  })

  test('the right password leads to no second factor', async ({ assert, client }) => {
    const user = await UserFactory.apply('disabled').create()
    await addAuthenticator(user)
    const response = await client
      .visit('sessions.store')
      .form({ email: user.email, password })
      .withCsrfToken()
      .redirects(0)

    assert.notEqual(response.header('location'), '/login/second-factor')
    response.assertSessionMissing('pending_log_in')
    response.assertSessionMissing('auth_web')
  })
})
