import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'

test.group('Security | caches', () => {
  for (const path of ['/', '/dashboard', '/settings/preferences', '/dashboard?page=two']) {
    test(`${path} of a member stays in no cache`, async ({ client }) => {
      const response = await client.get(path).loginAs(await UserFactory.create())
      response.assertHeader('cache-control', 'no-store')
    })
  }

  test('a page with a message for a guest, or with what was typed, stays in no cache', async ({
    client,
  }) => {
    const response = await client.get('/login').withFlashMessages({ email: 'ada@example.com' })
    response.assertHeader('cache-control', 'no-store')
  })

  test('a page that is the same for every guest may stay in a cache', async ({
    assert,
    client,
  }) => {
    const response = await client.get('/login')
    assert.isUndefined(response.header('cache-control'))
  })
})
