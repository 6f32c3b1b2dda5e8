import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import PasswordReset from '#models/password_reset'

async function linkOf(user: Parameters<typeof PasswordReset.issue>[0]) {
  const link = await PasswordReset.issue(user, crypto.randomUUID())
  return link!.token
}

test.group('Password resets | edit', () => {
  test('a link opens the form any number of times', async ({ client }) => {
    const user = await UserFactory.create()
    const token = await linkOf(user)
    for (let times = 0; times < 3; times++) {
      const response = await client.visit('password_resets.edit', { token }).withInertia()

      response.assertInertiaComponent('auth/password_resets/edit')
      response.assertInertiaPropsContains({ token, email: user.email })
      response.assertHeader('cache-control', 'no-store')
    }
  })

  test('an expired or unknown link leads to the page that sends a new one', async ({ client }) => {
    const expired = await linkOf(await UserFactory.create())
    await db.from('password_resets').update({ expires_at: new Date(Date.now() - 3_600_000) })
    for (const token of [expired, 'nonsense']) {
      const response = await client.visit('password_resets.edit', { token }).redirects(0)

      response.assertHeader('location', '/forgot-password')
      response.assertFlashMessage('linkIsDead', true)
    }
  })

  test('an unknown token is not found', async ({ client }) => {
    for (const token of ['%00', 'a'.repeat(65), '<b>']) {
      const response = await client.get(`/password-resets/${encodeURIComponent(token)}`)
      response.assertStatus(404)
    }
  })
})
