import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'

const PATHS = ['/no/such/page', '/missing.png', '/dashboard/nothing', '/dashboard?page=two']

test.group('Errors | for a member', () => {
  for (const path of PATHS) {
    test(`the page of an error at ${path} knows its member and the language`, async ({
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

  test('a form without its token, and one that is malformed, know their member', async ({
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

  test('a HEAD request of no route is a 404, and so is a POST', async ({ client }) => {
    const head = await client.head('/no/such/page')
    head.assertStatus(404)
    const post = await client.post('/no/such/page').form({})
    post.assertStatus(404)
  })
})
