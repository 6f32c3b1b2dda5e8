import { test } from '@japa/runner'
import { socialProviders } from '#config/social_log_in'
import { UserFactory } from '#database/factories/user_factory'
import { ada, CLIENT } from '#tests/support/open_id_server'
import {
  atProvider,
  comeBack,
  connect,
  leave,
  startProvider,
  throughProvider,
} from '#tests/support/social_log_in'

const EXPIRED = 'The log-in with GitLab took too long or was used already. Try again.'
const FAILED = 'GitLab could not log you in. Try again in a few minutes, or use another way.'

test.group('Social callbacks | checks', (group) => {
  let provider: Awaited<ReturnType<typeof startProvider>>
  group.setup(async () => {
    provider = await startProvider()
    return provider.stop
  })
  group.each.setup(async () => {
    provider.server.person = ada()
    await connect(await UserFactory.create(), provider)
    return () => void (provider.server.error = undefined)
  })

  type Answer = Awaited<ReturnType<typeof comeBack>>
  function assertRefused(response: Answer, message: string) {
    response.assertHeader('location', '/login')
    response.assertFlashMessage('formError', message)
    response.assertSessionMissing('auth_web')
  }

  test('another browser cannot use the answer of the provider (ASVS 10.1.2)', async ({
    client,
  }) => {
    const { address } = await leave(client)
    assertRefused(await comeBack(client, await atProvider(address), {}), EXPIRED)
  })

  test('an answer of one provider is not taken at the address of another one (ASVS 10.2.2)', async ({
    client,
  }) => {
    const { address, session } = await leave(client)
    const back = await atProvider(address)
    const mixedUp = await comeBack(client, back.replace('gitlab', 'google'), { session })
    assertRefused(mixedUp, EXPIRED.replace('GitLab', 'Google'))
  })

  test('an answer with a forged state is refused, and the real one still works', async ({
    client,
  }) => {
    const { address, session } = await leave(client)
    const back = await atProvider(address)
    for (const state of ['', 'forged', '&state[]=x', '&state[a]=b']) {
      const forged = back.replace(/state=[^&]*/, `state=${state}`)
      assertRefused(await comeBack(client, forged, { session }), EXPIRED)
    }
    const response = await comeBack(client, back, { session })
    response.assertHeader('location', '/dashboard')
  })

  test('an answer is good for one use, also in a session that was sent again', async ({
    client,
  }) => {
    const { address, session } = await leave(client)
    const back = await atProvider(address)
    const first = await comeBack(client, back, { session })
    first.assertHeader('location', '/dashboard')
    assertRefused(await comeBack(client, back, { session }), FAILED)

    const later: Record<string, any> = first.session()
    delete later.auth_web
    assertRefused(await comeBack(client, back, { session: later }), EXPIRED)
  })

  test('an answer that comes after 15 minutes is refused', async ({ client }) => {
    const { address, session } = await leave(client)
    session.social_log_in.gitlab.startedAt -= 15 * 60_000 + 1
    assertRefused(await comeBack(client, await atProvider(address), { session }), EXPIRED)
  })

  test('a token with the nonce of another log-in is refused (ASVS 10.5.1)', async ({ client }) => {
    const { address, session } = await leave(client)
    const url = new URL(address)
    url.searchParams.set('nonce', 'another')
    assertRefused(await comeBack(client, await atProvider(url.href), { session }), FAILED)
  })

  test('a code without its PKCE secret is refused (ASVS 10.2.1)', async ({ client }) => {
    const { address, session } = await leave(client)
    session.social_log_in.gitlab.codeVerifier = 'x'.repeat(43)
    assertRefused(await comeBack(client, await atProvider(address), { session }), FAILED)
  })

  test('a client secret that is wrong leads back with a message', async ({ client }) => {
    const { address, session } = await leave(client)
    const back = await atProvider(address)
    const right = socialProviders.gitlab!
    socialProviders.gitlab = { ...right, clientSecret: 'wrong' }
    const response = await comeBack(client, back, { session })
    socialProviders.gitlab = right
    assertRefused(response, FAILED)
  })

  test('a provider that calls itself by another name is refused (ASVS 10.5.3)', async ({
    client,
  }) => {
    const right = socialProviders.gitlab!
    socialProviders.gitlab = {
      ...CLIENT,
      issuer: right.issuer.replace('127.0.0.1', 'localhost'),
    }
    const { response } = await leave(client)
    socialProviders.gitlab = right
    response.assertFlashMessage('formError', FAILED)
  })

  test('a person who says no at the provider comes back with a message', async ({ client }) => {
    provider.server.error = 'access_denied'
    assertRefused(
      await throughProvider(client),
      'You have not allowed GitLab to log you in here. Try again, or use another way.'
    )
  })

  test('an error of the provider comes back with a message', async ({ client }) => {
    provider.server.error = 'temporarily_unavailable'
    assertRefused(await throughProvider(client), FAILED)
  })

  test('an answer without a code is refused', async ({ client }) => {
    const { session } = await leave(client)
    const { state } = session.social_log_in.gitlab
    for (const rest of ['', '&code=', '&code[]=x', '&error[]=x']) {
      const path = `/login/with/gitlab/callback?state=${state}${rest}`
      assertRefused(await comeBack(client, path, { session }), FAILED)
    }
  })

  test('a member who comes back too late stays logged in', async ({ client }) => {
    const user = await UserFactory.create()
    const response = await comeBack(client, '/login/with/gitlab/callback?state=x&code=x', { user })
    response.assertHeader('location', '/login')
    const next = await client.get('/login').loginAs(user).redirects(0)
    next.assertHeader('location', '/dashboard')
  })
})
