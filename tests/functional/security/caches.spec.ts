import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'

test.group('Security | caches', () => {
  for (const path of ['/', '/dashboard', '/settings/preferences', '/notifications?page=two']) {
    test(`${path} is not cached for a member (ASVS 14.2.2, 14.3.2)`, async ({ client }) => {
      const response = await client.get(path).loginAs(await UserFactory.create())
      response.assertHeader('cache-control', 'no-store')
    })
  }

  test("a page with a guest's flash message or input is not cached", async ({ client }) => {
    const response = await client.get('/login').withFlashMessages({ email: 'ada@example.com' })
    response.assertHeader('cache-control', 'no-store')
  })

  test('a page that is the same for every guest may be cached', async ({ assert, client }) => {
    const response = await client.get('/login')
    assert.isUndefined(response.header('cache-control'))
  })
})
