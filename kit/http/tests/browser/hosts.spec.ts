import { test } from '@japa/runner'
import { rawRequest } from '#tests/support/raw_request'
import { Visitor } from '#tests/support/visitor'

const origin = `http://localhost:${process.env.PORT}`

const OTHER_HOST = /^[^/]|^\/[/\\\s]|%09/

const PATHS = [
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '/%5Cevil.example',
  '/%09/evil.example',
  'http://evil.example/login',
  '//evil.example/../login',
]

const HOSTS: Record<string, string>[] = [
  { host: 'evil.example' },
  { 'host': 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
  { host: 'localhost' },
]

test.group('Security | hosts', () => {
  test('no reload of an open page leads to another host: {$self}')
    .with(PATHS)
    .run(async ({ assert }, path) => {
      for (const host of HOSTS) {
        const headers = { ...host, 'x-inertia': 'true', 'x-inertia-version': 'of yesterday' }
        const response = await rawRequest({ origin, method: 'GET', path, headers })
        assert.equal(response.status, 409)
        assert.notMatch(String(response.headers['x-inertia-location']), OTHER_HOST)
      }
    })

  test('a path with two slashes is treated like the path with one', async ({ assert }) => {
    const guest = await rawRequest({
      origin,
      method: 'GET',
      path: '//dashboard',
      headers: { accept: 'text/html' },
    })
    assert.equal(guest.headers.location, '/login')

    const lost = await rawRequest({
      origin,
      method: 'GET',
      path: '//evil.example',
      headers: { accept: 'text/html' },
    })
    assert.equal(lost.status, 404)
    assert.match(lost.body, /"url":"\\?\/evil\.example"/)
  })

  test('a redirect back stays on this host: Referer {$self} (ASVS 3.7.2)')
    .with([
      'http://evil.example/x',
      'http://evil.example//other.example',
      'http://localhost//evil.example',
      '//evil.example',
    ])
    .run(async ({ assert }, referer) => {
      const visitor = new Visitor(origin)
      await visitor.get('/login')
      for (const host of ['evil.example', 'localhost']) {
        const type = 'application/x-www-form-urlencoded'
        const headers = {
          ...visitor.headers,
          'accept': 'text/html',
          'content-type': type,
          host,
          referer,
        }
        const request = { method: 'PUT', path: '/locale', headers, body: 'locale=es' }
        const response = await rawRequest({ origin, ...request })
        assert.equal(response.status, 302)
        assert.notMatch(response.headers.location!, OTHER_HOST)
      }
    })

  test('files, the liveness check and undecodable addresses have the headers of every response (ASVS 3.4.1, 3.4.4)', async ({
    assert,
  }) => {
    for (const [path, status] of [
      ['/favicon.svg', 200],
      ['/health/live', 200],
      ['/%ff', 400],
    ] as const) {
      const response = await rawRequest({ origin, method: 'GET', path })
      assert.equal(response.status, status)
      assert.equal(response.headers['x-content-type-options'], 'nosniff')
      assert.equal(response.headers['cross-origin-resource-policy'], 'same-origin')
      const transport = response.headers['strict-transport-security']
      assert.equal(transport, 'max-age=31536000; includeSubDomains')
    }
  })
})
