import { createHash } from 'node:crypto'
import { test } from '@japa/runner'
import { socialOrigins } from '#config/social_log_in'
import { UserFactory } from '#database/factories/user_factory'
import { withRawCookie } from '#tests/support/raw_cookie'

test.group('Security | headers', () => {
  test('scripts need the nonce of the response', async ({ assert, client }) => {
    const [first, second] = [await client.get('/'), await client.get('/')]
    const nonceOf = (csp = '') => csp.match(/script-src 'self' 'nonce-([^']+)'/)?.[1]
    const nonce = nonceOf(first.header('content-security-policy'))

    assert.isString(nonce)
    assert.notEqual(nonce, nonceOf(second.header('content-security-policy')))
    for (const script of first.text().match(/<script(?![^>]*type="application\/json")[^>]*>/g) ??
      []) {
      assert.include(script, `nonce="${nonce}"`)
    }
    assert.notMatch(first.header('content-security-policy')!, /script-src[^;]*unsafe/)
  })

  test('the policy of a page forbids everything that it does not name (ASVS 3.4.3, 3.4.6, 3.7.1, 14.2.3)', async ({
    assert,
    client,
  }) => {
    for (const path of ['/', '/login', '/no/such/page']) {
      const response = await client.get(path)
      const policy = response.header('content-security-policy')!
      const directives = new Map(
        policy.split(';').map((one) => one.trim().split(/ (.*)/) as [string, string])
      )

      for (const name of [
        'default-src',
        'base-uri',
        'object-src',
        'frame-ancestors',
        'frame-src',
      ]) {
        assert.equal(directives.get(name), `'none'`)
      }
      assert.equal(directives.get('form-action'), [`'self'`, ...socialOrigins].join(' '))
      assert.match(directives.get('style-src')!, /^'self' 'nonce-[^' ]+'$/)
      assert.notMatch(policy.replace(/form-action[^;]*/, ''), /unsafe-(inline|eval)|https?:|\*/)
    }
  })

  test('the policy allows each style attribute of a rendered page by its hash', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    const ofMember = (path: string) =>
      withRawCookie(client.get(path).loginAs(user), 'plain_pages', '1')
    const pages = [
      await client.get('/'),
      await client.get('/login'),
      await ofMember('/settings/profile'),
      await ofMember('/settings/preferences'),
    ]
    const found = new Set<string>()
    for (const page of pages) {
      const html = page.text().replace(/<script.*?<\/script>/gs, '')
      for (const [, style] of html.matchAll(/ style="([^"]*)"/g)) {
        const hash = createHash('sha256').update(style).digest('base64')
        assert.include(page.header('content-security-policy')!, `'sha256-${hash}'`, style)
        found.add(style)
      }
    }
    assert.isAbove(found.size, 1)
  })

  test('in development an open page may poll the restarting server', async ({ assert, client }) => {
    const response = await client.get('/')
    const policy = response.header('content-security-policy')!

    assert.match(policy, /worker-src 'self' blob:/)
    assert.match(policy, /connect-src 'self' ws:/)
  })

  test('every response has the security headers (ASVS 3.4.1, 3.4.4, 3.4.5)', async ({ client }) => {
    for (const path of ['/', '/login', '/no/such/page']) {
      const response = await client.get(path)
      response.assertHeader('strict-transport-security', 'max-age=31536000; includeSubDomains')
      response.assertHeader('x-content-type-options', 'nosniff')
      response.assertHeader('x-frame-options', 'DENY')
      response.assertHeader('referrer-policy', 'strict-origin-when-cross-origin')
      response.assertHeader('cross-origin-opener-policy', 'same-origin')
      response.assertHeader('cross-origin-resource-policy', 'same-origin')
    }
  })

  test('a prop cannot close the script element that contains it (ASVS 1.2.3)', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.merge({ name: '<!--<script></script>' }).create()
    const response = await client.visit('dashboard.index').loginAs(user)
    const json = response.text().match(/<script data-page[^>]*>([^<]*)<\/script>/)?.[1]

    assert.equal(JSON.parse(json!).props.user.name, user.name)
    assert.include(json!, '\\u003c!--\\u003cscript>')
  })

  for (const path of [
    '/.git/config',
    '/.env',
    '/assets/',
    '/assets/server/',
    '/assets/server/ssr.js',
    '/assets/.vite/manifest.json',
    '/assets/server/.vite/manifest.json',
  ]) {
    test(`${path} is not served (ASVS 13.4.1, 13.4.3)`, async ({ assert, client }) => {
      const response = await client.get(path).accept('json')
      // 403 is the answer of Vite, which production does not have.
      assert.include([403, 404], response.status())
    })
  }
})
