import { test } from '@japa/runner'
import { http } from '#config/app'
import { UserFactory } from '#database/factories/user_factory'

const password = 'secret-password'

test.group('Security | client address', (group) => {
  group.each.setup(() => {
    const { trustProxy } = http
    http.trustProxy = (_address, distance) => distance === 0
    return () => {
      http.trustProxy = trustProxy
    }
  })

  test('the addresses of one /64 share a limit of 20 tries', async ({ assert, client }) => {
    const statuses = []
    for (let tries = 0; tries < 21; tries++) {
      const response = await client
        .visit('sessions.store')
        .form({ email: `guess${tries}@example.com`, password })
        .header('x-forwarded-for', `2001:db8::${tries + 1}`)
        .withCsrfToken()
        .redirects(0)
      statuses.push(response.status())
    }

    assert.notInclude(statuses.slice(0, 20), 429)
    assert.equal(statuses[20], 429)
  })

  for (const [told, kept] of [
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['fe80::1%eth0', 'fe80::1'],
    ['x'.repeat(300), '127.0.0.1'],
    ['203.0.113.9\u00E9', '127.0.0.1'],
    ['', '127.0.0.1'],
  ]) {
    test(`a log-in from "${told.slice(0, 30)}" is stored as from ${kept} (ASVS 4.1.3)`, async ({
      client,
      db,
    }) => {
      const user = await UserFactory.create()
      const response = await client
        .visit('sessions.store')
        .form({ email: user.email, password })
        .header('x-forwarded-for', told)
        .withCsrfToken()
        .redirects(0)

      response.assertHeader('location', '/dashboard')
      await db.assertHas('account_events', { user_id: user.id, ip_address: kept })
    })
  }
})
