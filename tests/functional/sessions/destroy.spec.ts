import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'

test.group('Sessions | destroy', () => {
  test('a log-out empties the session and forgets this browser', async ({ assert, client, db }) => {
    const user = await UserFactory.create()
    const response = await client
      .visit('sessions.destroy')
      .loginAs(user)
      .withSession({ cart: 'left over' })
      .withCsrfToken()
      .redirects(0)

    response.assertHeader('location', '/login')
    assert.notProperty(response.session(), 'auth_web')
    assert.notProperty(response.session(), 'cart')
    await db.assertHas('account_events', { user_id: user.id, kind: 'signed_out' })
  })

  test('the page after a log-out clears the history of the browser', async ({ client }) => {
    const logOut = await client
      .visit('sessions.destroy')
      .loginAs(await UserFactory.create())
      .withCsrfToken()
      .redirects(0)
    const page = await client.get('/login').withFlashMessages(logOut.flashMessages()).withInertia()

    page.assertBodyContains({ encryptHistory: true, clearHistory: true })
  })

  test('a guest cannot log out', async ({ client }) => {
    const response = await client.visit('sessions.destroy').withCsrfToken().redirects(0)
    response.assertHeader('location', '/login')
  })
})
