import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'

test.group('Themes | update', () => {
  test('the switch stores the theme of the account, and the next document is painted in it', async ({
    assert,
    client,
    db,
  }) => {
    const user = await UserFactory.create()
    const other = await UserFactory.create()
    const response = await client
      .put('/settings/theme')
      .form({ theme: 'dark' })
      .header('referer', '/dashboard')
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)

    response.assertStatus(302)
    await db.assertHas('users', { id: user.id, theme: 'dark' })
    await db.assertHas('users', { id: other.id, theme: null })
    const page = await client.get('/dashboard').loginAs(await user.refresh())
    assert.match(page.text(), /<html[^>]* data-theme="dark"/)
  })

  test('an unknown theme is not stored', async ({ client, db }) => {
    const user = await UserFactory.create()
    await client
      .put('/settings/theme')
      .form({ theme: 'blue' as 'dark' })
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)
    await db.assertHas('users', { id: user.id, theme: null })
  })

  test('a guest is sent to the log-in', async ({ client }) => {
    const response = await client
      .put('/settings/theme')
      .form({ theme: 'dark' })
      .withCsrfToken()
      .redirects(0)
    response.assertHeader('location', '/login')
  })
})
