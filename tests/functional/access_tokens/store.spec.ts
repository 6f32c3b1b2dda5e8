import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { DateTime } from 'luxon'
import apiConfig from '#config/api'
import { UserFactory } from '#database/factories/user_factory'
import AccessToken from '#models/access_token'
import type User from '#models/user'
import { accessTokenOf } from '#tests/support/access_token'

const confirmed = () => ({ identity_confirmed_at: Date.now() })
const FORM = { tokenName: 'Backup', abilities: ['profile:read'], lifetime: '30' }

function send(client: ApiClient, user: User, form: object, session: object = confirmed()) {
  return client
    .visit('access_tokens.store')
    .form(form as never)
    .withSession(session as never)
    .loginAs(user)
    .withCsrfToken()
    .redirects(0)
}

test.group('Access tokens | store', () => {
  test('a member makes a token, which is shown once and works', async ({ assert, client, db }) => {
    const user = await UserFactory.create()
    const response = await send(client, user, FORM)

    response.assertHeader('location', '/settings/access-tokens')
    await db.assertHas('account_events', { user_id: user.id, kind: 'access_token_made' }, 1)
    const page = await client
      .visit('access_tokens.index')
      .loginAs(user)
      .withFlashMessages(response.flashMessages())
      .withInertia()
    const { flash, props } = page.body() as unknown as {
      flash: { shownOnce: string[] }
      props: { tokens: object[] }
    }
    const [token] = flash.shownOnce
    assert.match(token, /^easystart_[\w-]+\.[\w-]{60,}$/)
    assert.containSubset(props.tokens, [
      { name: 'Backup', abilities: ['profile:read'], isExpired: false },
    ])
    assert.notInclude(JSON.stringify(props), token)

    const again = await client
      .visit('access_tokens.index')
      .loginAs(user)
      .withFlashMessages(page.flashMessages())
      .withInertia()
    assert.notInclude(again.text(), token)
    const answer = await client.get('/api/v1/me').bearerToken(token)
    answer.assertStatus(200)
  })

  test('the database has only the hash of a token', async ({ assert, client }) => {
    const user = await UserFactory.create()
    const token = await accessTokenOf(user)
    const row = await AccessToken.firstOrFail()

    const secret = Buffer.from(token.split('.')[1], 'base64url').toString()
    assert.match(row.hash, /^[\da-f]{64}$/)
    assert.notInclude(JSON.stringify(row), secret)
    const guess = await client.get('/api/v1/me').bearerToken(row.hash)
    guess.assertStatus(401)
  })

  test('a token lives as long as its owner has chosen', async ({ assert, client }) => {
    const user = await UserFactory.create()
    for (const lifetime of apiConfig.lifetimes) {
      await send(client, user, { ...FORM, lifetime })
      const { expiresAt } = await AccessToken.query().orderBy('id', 'desc').firstOrFail()
      const days = expiresAt && Math.round(expiresAt.diff(DateTime.now(), 'days').days)
      assert.equal(days, lifetime === 'never' ? null : Number(lifetime))
    }
  })

  test('a token needs a name, an ability and a lifetime: {$self}')
    .with([
      { tokenName: '' },
      { tokenName: 'a\nb' },
      { tokenName: 'x'.repeat(65) },
      { abilities: [] },
      { abilities: ['*'] },
      { abilities: ['profile:read', 'everything'] },
      { lifetime: '' },
      { lifetime: '36500' },
    ])
    .run(async ({ assert, client, db }, mistake) => {
      const user = await UserFactory.create()
      const response = await send(client, user, { ...FORM, ...mistake })

      const { inputErrorsBag } = response.flashMessages() as { inputErrorsBag: object }
      assert.include(Object.keys(inputErrorsBag).join(), Object.keys(mistake)[0])
      await db.assertCount('access_tokens', 0)
    })

  test('the form and its page ask for the password first', async ({ client, db }) => {
    const user = await UserFactory.create()
    const form = await send(client, user, FORM, {})
    form.assertHeader('location', '/confirm-identity')

    const page = await client.visit('access_tokens.create').loginAs(user).redirects(0)
    page.assertHeader('location', '/confirm-identity')
    await db.assertCount('access_tokens', 0)
  })

  test('an account has at most so many tokens', async ({ client, db }) => {
    const user = await UserFactory.create()
    for (let count = 0; count < apiConfig.mostTokens; count++) await accessTokenOf(user)
    const response = await send(client, user, FORM)

    response.assertFlashMessage(
      'error',
      'You have 50 tokens. Revoke one before you create another one.'
    )
    await db.assertCount('access_tokens', apiConfig.mostTokens)
  })
})
