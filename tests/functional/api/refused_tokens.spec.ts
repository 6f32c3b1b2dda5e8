import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import AccessToken from '#models/access_token'
import settings from '#settings'
import { accessTokenOf } from '#tests/support/access_token'
import { addAuthenticator } from '#tests/support/second_factor'
import { statementsOf } from '#tests/support/statements'

const AN_HOUR_AGO = new Date(Date.now() - 3_600_000)

const CLOSED = {
  'disabled': { disabled_at: AN_HOUR_AGO },
  'unconfirmed': { email_confirmed_at: null },
  'soon deleted': { deletes_at: new Date(Date.now() + 3_600_000) },
}

test.group('API | refused tokens', () => {
  test('a request without a token is refused with a challenge', async ({ assert, client }) => {
    const response = await client.get('/api/v1/me')

    response.assertStatus(401)
    response.assertHeader('content-type', 'application/problem+json')
    response.assertHeader('www-authenticate', 'Bearer realm="api"')
    assert.containSubset(response.body(), {
      type: 'about:blank',
      title: 'Unauthorized',
      status: 401,
      detail: 'The access token is missing, wrong, expired or revoked, or its account is closed.',
    })
    assert.properties(response.body(), ['requestId'])
  })

  test('a token of {$self} is refused')
    .with([
      ...['easystart_', 'easystart_MQ', 'easystart_MQ.', 'easystart_YWJj.c2VjcmV0'],
      ...['easystart_LTE.c2VjcmV0', 'easystart_OTk5OTk5OTk5OTk5.c2VjcmV0', 'oat_MQ.c2VjcmV0'],
      ...['%00', 'null', 'a b', 'x'.repeat(5000)],
    ])
    .run(async ({ assert, client }, token) => {
      const { answer, statements } = await statementsOf(async () =>
        client.get('/api/v1/me').bearerToken(token)
      )
      answer.assertStatus(401)
      answer.assertHeader('www-authenticate', 'Bearer realm="api", error="invalid_token"')
      assert.lengthOf(statements, 1)
    })

  test('a wrong secret costs the same as an unknown token and writes nothing', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    const token = await accessTokenOf(user)
    const { answer, statements } = await statementsOf(async () =>
      client.get('/api/v1/me').bearerToken(`${token.slice(0, -4)}AAAA`)
    )
    answer.assertStatus(401)
    assert.lengthOf(statements, 1)
    assert.match(statements[0], /^select/)
    const { lastUsedAt } = await AccessToken.firstOrFail()
    assert.isNull(lastUsedAt)
  })

  test('an expired token is refused', async ({ client }) => {
    const token = await accessTokenOf(await UserFactory.create(), undefined, '1 day')
    await db.from('access_tokens').update({ expires_at: AN_HOUR_AGO })

    const response = await client.get('/api/v1/me').bearerToken(token)
    response.assertStatus(401)
  })

  test('a token of another kind is refused', async ({ client }) => {
    const token = await accessTokenOf(await UserFactory.create())
    await db.from('access_tokens').update({ type: 'another_kind' })

    const response = await client.get('/api/v1/me').bearerToken(token)
    response.assertStatus(401)
  })

  test('a revoked token is refused', async ({ client }) => {
    const user = await UserFactory.create()
    const token = await accessTokenOf(user)
    const row = await AccessToken.firstOrFail()
    await row.revoke(user, { ipAddress: null, userAgent: null })

    const response = await client.get('/api/v1/me').bearerToken(token)
    response.assertStatus(401)
  })

  test('the token of an account that is {$self} is refused')
    .with(['disabled', 'unconfirmed', 'soon deleted'] as const)
    .run(async ({ client }, state) => {
      const user = await UserFactory.create()
      const token = await accessTokenOf(user)
      await db.from('users').where('id', user.id).update(CLOSED[state])

      const response = await client.get('/api/v1/me').bearerToken(token)
      response.assertStatus(401)
    })

  test('the token of an account that must have a second factor and has none is refused', async ({
    cleanup,
    client,
  }) => {
    settings.fake({ 'secondFactor.requiredFor': 'everybody' })
    cleanup(() => {
      settings.restore()
    })
    const user = await UserFactory.create()
    const token = await accessTokenOf(user)
    const refused = await client.get('/api/v1/me').bearerToken(token)
    refused.assertStatus(401)

    await addAuthenticator(user)
    const allowed = await client.get('/api/v1/me').bearerToken(token)
    allowed.assertStatus(200)
  })

  test('a session opens no page of the API, and the API starts none', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    const response = await client.get('/api/v1/me?lang=es').loginAs(user)

    response.assertStatus(401)
    assert.isUndefined(response.header('set-cookie'))
  })

  test('a token opens no page', async ({ client }) => {
    const token = await accessTokenOf(await UserFactory.create())
    const response = await client.get('/dashboard').bearerToken(token).redirects(0)
    response.assertHeader('location', '/login')
  })
})
