import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'

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

  test('in development an open page may poll the restarting server', async ({ assert, client }) => {
    const response = await client.get('/')
    const policy = response.header('content-security-policy')!

    assert.match(policy, /worker-src 'self' blob:/)
    assert.match(policy, /connect-src 'self' ws:/)
  })

  test('every response has the security headers', async ({ client }) => {
    for (const path of ['/', '/login', '/no/such/page']) {
      const response = await client.get(path)
      response.assertHeader('strict-transport-security', 'max-age=31536000; includeSubDomains')
      response.assertHeader('x-content-type-options', 'nosniff')
      response.assertHeader('x-frame-options', 'DENY')
      response.assertHeader('referrer-policy', 'strict-origin-when-cross-origin')
    }
  })

  test('a prop cannot close the script element that contains it', async ({ assert, client }) => {
    const user = await UserFactory.merge({ name: '<!--<script></script>' }).create()
    const response = await client.visit('dashboard.index').loginAs(user)
    const json = response.text().match(/<script data-page[^>]*>([^<]*)<\/script>/)?.[1]

    assert.equal(JSON.parse(json!).props.user.name, user.name)
    assert.include(json!, '\\u003c!--\\u003cscript>')
  })

  for (const path of [
    '/assets/server/ssr.js',
    '/assets/.vite/manifest.json',
    '/assets/server/.vite/manifest.json',
  ]) {
    test(`${path} is not served`, async ({ client }) => {
      const response = await client.get(path).accept('json')
      response.assertStatus(404)
    })
  }
})
