import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { HttpContextFactory } from '@adonisjs/core/factories/http'
import { UserFactory } from '#database/factories/user_factory'
import { PolicyNotAskedException } from '#http/access/policy_not_asked_exception'
import { HOST } from '#http/tests/support/access_routes'

const UNASKED = ['nothing', 'returned', 'redirect', 'stream', 'other', 'ignored']

const visit = (client: ApiClient, path: string) =>
  client.get(`/access-tests/${path}`).header('host', HOST).redirects(0)

test.group('Access', () => {
  test('an action that asks the policy of its route answers', async ({ client }) => {
    const response = await visit(client, 'list').loginAs(await UserFactory.create())

    response.assertStatus(200)
    response.assertTextIncludes('the list')
  })

  test('a route for everyone asks no policy', async ({ client }) => {
    const response = await visit(client, 'everyone')

    response.assertStatus(200)
    response.assertTextIncludes('for everyone')
  })

  for (const action of UNASKED) {
    test(`nothing is sent of an answer without the question to the policy: ${action}`, async ({
      assert,
      client,
    }) => {
      const response = await visit(client, action).loginAs(await UserFactory.create())

      response.assertStatus(500)
      response.assertTextIncludes('errors/show')
      assert.notInclude(response.text(), 'secret')
      assert.notProperty(response.headers(), 'location')
      assert.notProperty(response.headers(), 'x-secret')
      assert.notProperty(response.cookies(), 'secret')
      response.assertHeader('content-type', 'text/html; charset=utf-8')
    })
  }

  test('an error of the action needs no policy', async ({ client }) => {
    const response = await visit(client, 'invalid').accept('json')

    response.assertStatus(422)
  })

  test('the error says which line is missing', ({ assert }) => {
    const ctx = new HttpContextFactory().create()
    ctx.route = { name: 'cards.update' } as never
    const { message, status } = new PolicyNotAskedException(ctx, 'CardPolicy')

    assert.include(message, 'The action of cards.update answered without asking CardPolicy')
    assert.include(message, 'await bouncer.with(CardPolicy).authorize(…)')
    assert.equal(status, 500)
  })
})
