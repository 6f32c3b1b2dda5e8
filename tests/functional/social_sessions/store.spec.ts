import { createHash } from 'node:crypto'
import { test } from '@japa/runner'
import { socialProviders } from '#config/social_log_in'
import { UserFactory } from '#database/factories/user_factory'
import { leave, startProvider } from '#tests/support/social_log_in'

test.group('Social sessions | store', (group) => {
  let provider: Awaited<ReturnType<typeof startProvider>>
  group.setup(async () => {
    provider = await startProvider()
    return provider.stop
  })
  const all = { ...socialProviders }
  group.each.setup(
    () => () => void Object.assign(socialProviders, all, { gitlab: socialProviders.gitlab })
  )

  test('a button leads to the provider, with a state, a nonce and a hashed PKCE secret', async ({
    assert,
    client,
  }) => {
    const { address, session } = await leave(client)
    const url = new URL(address)
    const attempt = session.social_log_in.gitlab
    const params = Object.fromEntries(url.searchParams)

    assert.equal(url.origin, provider.server.issuer)
    assert.equal(params.response_type, 'code')
    assert.equal(params.scope, 'openid profile email')
    assert.match(params.redirect_uri, /\/login\/with\/gitlab\/callback$/)
    assert.equal(params.state, attempt.state)
    assert.equal(params.nonce, attempt.nonce)
    assert.equal(params.code_challenge_method, 'S256')
    const hashed = createHash('sha256').update(attempt.codeVerifier).digest('base64url')
    assert.equal(params.code_challenge, hashed)
    for (const secret of [attempt.state, attempt.nonce, attempt.codeVerifier]) {
      assert.lengthOf(Buffer.from(secret, 'base64url'), 32)
    }
  })

  test('each way to the provider has new secrets', async ({ assert, client }) => {
    const [one, other] = [await leave(client), await leave(client)]
    for (const name of ['state', 'nonce', 'codeVerifier']) {
      assert.notEqual(
        one.session.social_log_in.gitlab[name],
        other.session.social_log_in.gitlab[name]
      )
    }
  })

  test('an Inertia visit gets the address of the provider, which leaves the app', async ({
    assert,
    client,
  }) => {
    const response = await client
      .post('/login/with/gitlab')
      .header('x-inertia', 'true')
      .withCsrfToken()
      .redirects(0)
    response.assertStatus(409)
    assert.include(response.header('x-inertia-location'), provider.server.issuer)
  })

  test('a form without a CSRF token does not lead to the provider', async ({ client }) => {
    const response = await client.post('/login/with/gitlab').redirects(0)
    response.assertStatus(419)
  })

  test('a provider that is off, or unknown, has no address', async ({ client }) => {
    socialProviders.google = undefined
    for (const name of ['google', 'facebook', 'constructor']) {
      const { response } = await leave(client, { path: `/login/with/${name}` })
      response.assertStatus(404)
      const back = await client.get(`/login/with/${name}/callback`).redirects(0)
      back.assertStatus(404)
    }
  })

  test('a provider that is down leads back to the log-in page with a message', async ({
    client,
  }) => {
    const { address, response } = await leave(client, { path: '/login/with/google' })
    response.assertStatus(302)
    response.assertFlashMessage(
      'formError',
      'Google could not log you in. Try again in a few minutes, or use another way.'
    )
    if (address !== '/login') throw new Error(address)
  })

  test('the pages of log-in and sign-up have a button for each provider that is on', async ({
    assert,
    client,
  }) => {
    socialProviders.microsoft = undefined
    for (const path of ['/login', '/signup']) {
      const page = await client.get(path).header('accept', 'text/html')
      const names = [...page.text().matchAll(/Continue with (\w+)/g)].map(([, name]) => name)
      assert.sameMembers([...new Set(names)], ['Google', 'GitHub', 'GitLab'])
      assert.include(page.text(), 'action="/login/with/github"')
    }
  })

  test('without a provider the pages have no buttons', async ({ assert, client }) => {
    for (const name of ['google', 'github', 'microsoft', 'gitlab'] as const) {
      socialProviders[name] = undefined
    }
    for (const path of ['/login', '/signup']) {
      const page = await client.get(path).header('accept', 'text/html')
      assert.notInclude(page.text(), 'Continue with')
    }
    socialProviders.gitlab = all.gitlab
  })

  test('a member is not led away to log in again', async ({ assert, client }) => {
    const { address } = await leave(client, { user: await UserFactory.create() })
    assert.equal(address, '/dashboard')
  })
})
