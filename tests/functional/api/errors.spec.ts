import { test } from '@japa/runner'
import limiter from '@adonisjs/limiter/services/main'
import apiConfig from '#config/api'
import { UserFactory } from '#database/factories/user_factory'
import AccessToken from '#models/access_token'
import User from '#models/user'
import { accessTokenOf } from '#tests/support/access_token'

test.group('API | problems', () => {
  test('a token without the ability is refused by name', async ({ client }) => {
    const token = await accessTokenOf(await UserFactory.create(), ['events:read'])
    const response = await client.get('/api/v1/me').bearerToken(token)

    response.assertStatus(403)
    response.assertHeader(
      'www-authenticate',
      'Bearer realm="api", error="insufficient_scope", scope="profile:read"'
    )
    response.assertBodyContains({
      detail: 'This access token does not have the ability “profile:read”.',
    })
  })

  test('an unknown address is a problem, in the language of the client', async ({
    assert,
    client,
  }) => {
    for (const path of ['/api', '/api/', '/api/v1/nothing', '/api/v2/me']) {
      const response = await client.get(path).header('accept-language', 'es').accept('text/html')
      response.assertStatus(404)
      response.assertHeader('content-type', 'application/problem+json')
      response.assertBodyContains({ detail: 'No hay nada en esta dirección.' })
      assert.isUndefined(response.header('set-cookie'))
    }
  })

  test('another method is refused with the methods that work', async ({ assert, client }) => {
    for (const method of ['post', 'put', 'patch', 'delete'] as const) {
      const response = await client[method]('/api/v1/me').json({})
      response.assertStatus(405)
      response.assertHeader('allow', 'GET, HEAD')
      assert.isUndefined(response.header('set-cookie'))
    }
    const unknown = await client.post('/api/v1/nothing')
    unknown.assertStatus(404)
  })

  test('an address that cannot be decoded is a problem', async ({ client }) => {
    const response = await client.get('/api/v1/%ff')
    response.assertStatus(400)
    response.assertHeader('content-type', 'application/problem+json')
    response.assertBodyContains({ status: 400, title: 'Bad Request' })
  })

  test('a fault of the app hides its cause', async ({ assert, client }) => {
    const token = await accessTokenOf(await UserFactory.create())
    const { find } = User
    User.find = () => Promise.reject(new Error('secret cause'))
    const response = await client.get('/api/v1/me').bearerToken(token)
    User.find = find

    response.assertStatus(500)
    response.assertHeader('content-type', 'application/problem+json')
    assert.notInclude(response.text(), 'secret cause')
  })

  test('a token has its own limit, and each answer says how much is left', async ({ client }) => {
    const user = await UserFactory.create()
    const token = await accessTokenOf(user)
    const { id } = await AccessToken.firstOrFail()
    const { requestsPerMinute: requests } = apiConfig
    const limit = limiter.use({ requests, duration: '1 minute' })
    await limit.set(`access_token:${user.id}:${id}`, requests - 1, '1 minute')

    const last = await client.get('/api/v1/me').bearerToken(token)
    last.assertStatus(200)
    last.assertHeader('x-ratelimit-limit', String(requests))
    last.assertHeader('x-ratelimit-remaining', '0')

    const refused = await client.get('/api/v1/me').bearerToken(token)
    refused.assertStatus(429)
    refused.assertHeader('content-type', 'application/problem+json')
    refused.assertHeader('retry-after', '60')

    const other = await client.get('/api/v1/me').bearerToken(await accessTokenOf(user))
    other.assertStatus(200)
  })
})
