import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'

const PATHS = ['/no/such/page', '/missing.png', '/dashboard/nothing', '/notifications?page=two']

test.group('Errors | for a member', () => {
  for (const path of PATHS) {
    test(`the error page of ${path} shows the member and the language`, async ({
      assert,
      client,
    }) => {
      const user = await UserFactory.merge({ locale: 'ar' }).create()
      const response = await client.get(path).loginAs(user).withInertia()

      assert.include([404, 422], response.status())
      response.assertBodyContains({
        component: 'errors/show',
        props: { user: { id: user.id }, region: { locale: 'ar' } },
      })
      response.assertHeader('cache-control', 'no-store')
    })
  }

  test('the error pages of a missing token and a malformed form show the member', async ({
    client,
  }) => {
    const user = await UserFactory.create()
    const forged = await client.put('/settings/preferences').loginAs(user).form({})
    forged.assertStatus(419)
    forged.assertTextIncludes(user.email)

    const malformed = await client
      .put('/settings/preferences')
      .loginAs(user)
      .withCsrfToken()
      .type('json')
      .setup((request) => void request.request.send('{'))
    malformed.assertStatus(400)
    malformed.assertTextIncludes(user.email)
  })

  test('a request that is refused before the routing shows the member: {method} {path}')
    .with([
      { method: 'GET', path: '/?a[999999999]=1', status: 400 },
      { method: 'GET', path: '/dashboard%00', status: 400 },
      { method: 'PUT', path: '/locale?a[999999999]=1', status: 400 },
      { method: 'POST', path: '/no/such/page', status: 404 },
      { method: 'DELETE', path: '/dashboard', status: 404 },
      { method: 'PROPFIND', path: '/dashboard', status: 404 },
    ])
    .run(async ({ assert, client }, { method, path, status }) => {
      const user = await UserFactory.merge({ locale: 'ar' }).create()
      const response = await client.request(path, method).loginAs(user)

      response.assertStatus(status)
      response.assertHeader('cache-control', 'no-store')
      response.assertTextIncludes('<html lang="ar" dir="rtl"')
      const [, json] = response.text().match(/<script data-page[^>]*>([^<]*)<\/script>/)!
      assert.containsSubset(JSON.parse(json), {
        component: 'errors/show',
        props: { user: { id: user.id } },
      })
    })

  test("a guest's request that is refused before the routing leaves no session and no cookie", async ({
    assert,
    client,
  }) => {
    for (const [method, path] of [
      ['GET', '/?a[999999999]=1'],
      ['POST', '/no/such/page'],
    ]) {
      const response = await client.request(path, method)
      assert.isUndefined(response.header('set-cookie'))
    }
  })

  test('a HEAD and a POST request without a route are answered 404', async ({ client }) => {
    const head = await client.head('/no/such/page')
    head.assertStatus(404)
    const post = await client.post('/no/such/page').form({})
    post.assertStatus(404)
  })
})
