import { test } from '@japa/runner'
import { Validator } from '@seriousme/openapi-schema-validator'
import router from '@adonisjs/core/services/router'
import limiter from '@adonisjs/limiter/services/main'
import apiConfig from '#config/api'
import { UserFactory } from '#database/factories/user_factory'
import AccessToken from '#models/access_token'
import { isApiPath } from '#http/api/api_path'
import { accessTokenOf } from '#tests/support/access_token'
import { assertDescribed, documentOf } from '#tests/support/openapi'

test.group('API | OpenAPI', () => {
  test('everybody can read the document, which is valid', async ({ assert, client }) => {
    const response = await client.get('/api/v1/openapi.json')
    response.assertStatus(200)
    assert.isUndefined(response.header('set-cookie'))
    assert.equal(Reflect.get(response.body(), 'openapi'), '3.1.1')

    const { valid, errors } = await new Validator().validate(JSON.parse(response.text()))
    assert.isTrue(valid, JSON.stringify(errors))
  })

  test('each route of the API is in the document', async ({ assert, client }) => {
    const { paths } = await documentOf(client)
    const routes = Object.values(router.toJSON())
      .flat()
      .filter(({ pattern, name }) => isApiPath(pattern) && name !== 'api.not_found')
    assert.isNotEmpty(routes)
    const operations = routes.flatMap(({ pattern, methods }) => {
      const path = pattern.replace(/:(\w+)/g, '{$1}')
      return methods.filter((method) => method !== 'HEAD').map((method) => `${method} ${path}`)
    })
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`)
    )
    assert.sameMembers(described, operations)
  })

  test('an operation names its ability, its parameters and its problems', async ({
    assert,
    client,
  }) => {
    const { paths } = await documentOf(client)
    const { get } = paths['/api/v1/me/events']
    assert.containSubset(get, {
      security: [{ accessToken: ['events:read'] }],
      parameters: [
        { name: 'kind', in: 'query', required: false, schema: { type: 'array' } },
        { name: 'from', schema: { type: 'string', format: 'date' } },
        { name: 'to', schema: { format: 'date' } },
        { name: 'cursor', schema: { type: 'string' } },
        { name: 'limit', schema: { type: 'integer', minimum: 1, maximum: 100 } },
      ],
    })
    const statuses = ['200', '400', '401', '403', '422', '429', '500', '503']
    assert.sameMembers(Object.keys(get.responses), statuses)
  })

  test('the answers of {path} are as the document describes them')
    .with([
      { path: '/api/v1/me', ability: 'profile:read', other: 'events:read' },
      { path: '/api/v1/me/events', ability: 'events:read', other: 'profile:read' },
    ] as const)
    .run(async ({ assert, client }, { path, ability, other }) => {
      const document = await documentOf(client)
      const user = await UserFactory.create()
      await user.recordEvent('signed_in', { ipAddress: '192.0.2.7', userAgent: 'curl/8' })
      const tokens = [await accessTokenOf(user, [ability]), await accessTokenOf(user, [other])]
      const [{ id }] = await AccessToken.query().orderBy('id')
      const check = async (token: string, status: number, query = '') => {
        const response = await client.get(`${path}${query}`).bearerToken(token)
        response.assertStatus(status)
        assertDescribed(assert, document, ['get', path], response)
      }

      await check(tokens[0], 200)
      await check('wrong', 401)
      await check(tokens[1], 403)
      if (path.endsWith('events')) await check(tokens[0], 422, '?limit=0&kind=x')
      const { requestsPerMinute: requests } = apiConfig
      const limit = limiter.use({ requests, duration: '1 minute' })
      await limit.set(`access_token:${user.id}:${id}`, requests, '1 minute')
      await check(tokens[0], 429)
    })
})
