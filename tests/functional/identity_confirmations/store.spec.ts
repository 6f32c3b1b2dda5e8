import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'

const MINUTE = 60_000
const ago = (minutes: number) => ({ identity_confirmed_at: Date.now() - minutes * MINUTE })

test.group('Identity confirmations | store', () => {
  test('a sensitive page asks for the password first (ASVS 7.5.1)', async ({ client }) => {
    const user = await UserFactory.create()
    const asked = await client.visit('email_changes.create').loginAs(user).redirects(0)
    asked.assertHeader('location', '/confirm-identity')

    const response = await client
      .visit('identity_confirmations.store')
      .form({ password: 'secret-password' })
      .withSession(asked.session())
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)
    response.assertHeader('location', '/settings/email')
    const page = await client
      .visit('email_changes.create')
      .withSession(response.session())
      .loginAs(user)
      .withInertia()
    page.assertInertiaComponent('settings/email_changes/create')
  })

  test('the confirmation is valid for 15 minutes', async ({ client }) => {
    const user = await UserFactory.create()
    const visit = (minutes: number) =>
      client.visit('email_changes.create').withSession(ago(minutes)).loginAs(user).redirects(0)

    const early = await visit(14)
    early.assertStatus(200)
    const late = await visit(15)
    late.assertHeader('location', '/confirm-identity')
  })

  test('a log-in with the password is a confirmation', async ({ assert, client }) => {
    const { email } = await UserFactory.create()
    const response = await client
      .visit('sessions.store')
      .form({ email, password: 'secret-password' })
      .withCsrfToken()
      .redirects(0)

    assert.closeTo(response.session('identity_confirmed_at'), Date.now(), MINUTE)
  })

  test('a wrong password confirms nothing', async ({ assert, client }) => {
    const response = await client
      .visit('identity_confirmations.store')
      .form({ password: 'wrong-password' })
      .loginAs(await UserFactory.create())
      .withCsrfToken()
      .redirects(0)

    response.assertSessionMissing('identity_confirmed_at')
    assert.deepEqual(response.flashMessage('inputErrorsBag').password, [
      'This is not your current password.',
    ])
  })

  test('a form without the confirmation changes nothing, and its page follows the confirmation', async ({
    client,
    db,
  }) => {
    const response = await client
      .visit('email_changes.store')
      .form({ email: 'new@example.com' })
      .header('referer', '/settings/email')
      .loginAs(await UserFactory.create())
      .withCsrfToken()
      .redirects(0)

    response.assertHeader('location', '/confirm-identity')
    response.assertSession('redirect.intendedUrl', '/settings/email')
    await db.assertEmpty('email_changes')
  })

  test('the sixth wrong password within a minute is refused', async ({ assert, client }) => {
    const user = await UserFactory.create()
    const statuses: number[] = []
    for (let times = 0; times < 6; times++) {
      const response = await client
        .visit('identity_confirmations.store')
        .form({ password: 'wrong-password' })
        .loginAs(user)
        .withCsrfToken()
        .redirects(0)
      statuses.push(response.status())
    }

    assert.deepEqual(statuses, [302, 302, 302, 302, 302, 429])
  })
})
