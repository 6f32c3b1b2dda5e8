import { test } from '@japa/runner'
import config from '#config/session'
import app from '@adonisjs/core/services/app'

const { cookieName } = await config.resolver(app)

test.group('Passkey challenges | store', () => {
  test('an answer to a script leaves the cookie of the session, because that of a log-in can be newer', async ({
    assert,
    client,
  }) => {
    const ask = () =>
      client.visit('passkey_challenges.store').json({ purpose: 'log_in' }).accept('json')
    const known = await ask().withSession({ seen: true }).withCsrfToken()
    known.assertStatus(200)
    assert.deepEqual(known.cookies(), {})
  })

  test('a page sets the cookie anew', async ({ assert, client }) => {
    const page = await client.get('/login?lang=es').withSession({ seen: true }).redirects(0)
    assert.property(page.cookies(), cookieName)
  })
})
