import { brotliCompressSync, constants, createGzip, gzipSync } from 'node:zlib'
import { test } from '@japa/runner'
import { rawRequest } from '#tests/support/raw_request'

const json = { 'content-type': 'application/json' }
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const many = (count: number, text: string) => Array.from({ length: count }, () => text)

const bodies: [string, Record<string, string>, string, number][] = [
  ['a form with 5,000 levels', form, `a${'[a]'.repeat(5000)}=1`, 400],
  ['a form with 10 levels', form, `a${'[a]'.repeat(9)}=1`, 400],
  ['a form with 10 encoded levels', form, `a${'%5ba%5D'.repeat(9)}%zz=1`, 400],
  ['a form with position 999999999', form, 'a[999999999]=1', 400],
  ['a form with an encoded position', form, 'a%5B%39%39%39%39%5D=1', 400],
  ['a form with 1,001 fields', form, many(1001, 'a=1').join('&'), 413],
  ['a form of 1.1 MB', form, `a=${'a'.repeat(1.1e6)}`, 413],
  ['a form with U+0000 in a text', form, 'name=a%00b', 400],
  ['a form with U+0000 in a name', form, 'na%00me=a', 400],
  ['JSON with 500,000 levels', json, '['.repeat(500_000), 400],
  ['JSON with 100,000 closed levels', json, '['.repeat(1e5) + ']'.repeat(1e5), 400],
  ['JSON with 3,000 levels', json, '{"a":'.repeat(3000) + '1' + '}'.repeat(3000), 400],
  ['JSON with 11 levels', json, '['.repeat(11) + '1' + ']'.repeat(11), 400],
  ['JSON with 1,001 values', json, `[${many(1001, '1').join()}]`, 413],
  ['JSON with 300,000 objects', json, `[${many(300_000, '{}').join()}]`, 413],
  [
    'JSON with 90,000 keys',
    json,
    `{${many(90_000, '')
      .map((_, key) => `"${key}":1`)
      .join()}}`,
    413,
  ],
  ['JSON of 1.1 MB', json, `{"a":"${'a'.repeat(1.1e6)}"}`, 413],
  ['JSON with half of a surrogate pair', json, String.raw`{"email":"\ud800@x.co"}`, 400],
  ['JSON with the other half', json, String.raw`{"list":[{"email":"x\udc00"}]}`, 400],
  ['JSON with U+0000 in a text', json, String.raw`{"email":"\u0000"}`, 400],
  ['JSON with U+0000 in a key', json, String.raw`{"\u0000":1}`, 400],
  ['JSON that is none', json, '{', 400],
  ['JSON of one text', json, '"text"', 422],
]

const garbage = Buffer.from('garbage '.repeat(1000))

test.group('Security | bodies', () => {
  for (const [title, headers, body, status] of bodies) {
    test(`${title} is answered ${status}`, async ({ assert }) => {
      const started = performance.now()
      const response = await rawRequest({ headers, body })

      assert.equal(response.status, status)
      assert.isBelow(performance.now() - started, 2000)
    })
  }

  for (const encoding of ['gzip', 'deflate', 'br']) {
    for (const headers of [json, form]) {
      test(`garbage as ${encoding} of ${headers['content-type']} is answered 400`, async ({
        assert,
      }) => {
        const response = await rawRequest({
          headers: { ...headers, 'content-encoding': encoding },
          body: garbage,
        })
        assert.equal(response.status, 400)
      })
    }
  }

  test('an unknown encoding is answered 415', async ({ assert }) => {
    for (const encoding of ['zstd', 'gzip, br', 'x']) {
      const response = await rawRequest({
        headers: { ...json, 'content-encoding': encoding },
        body: garbage,
      })
      assert.equal(response.status, 415)
    }
  })

  test('a compressed body that is too long and malformed does not end the process (ASVS 5.2.3)', async ({
    assert,
  }) => {
    for (let size = 1_040_000; size < 1_100_000; size += 4000) {
      const body = Buffer.concat([await beginningOfGzip('a'.repeat(size)), garbage])
      const response = await rawRequest({ headers: { ...json, 'content-encoding': 'gzip' }, body })
      assert.include([400, 413], response.status)
    }
  })

  test('a compressed body is accepted', async ({ assert }) => {
    for (const [encoding, body] of [
      ['gzip', gzipSync('{"email":"ada@example.com"}')],
      ['br', brotliCompressSync('{"email":"ada@example.com"}')],
    ] as const) {
      const response = await rawRequest({
        headers: { ...json, 'content-encoding': encoding },
        body,
      })
      assert.equal(response.status, 419)
    }
  })

  for (const query of [
    `a${'[a]'.repeat(1000)}=1`,
    `a${'[a]'.repeat(9)}=1`,
    'a[999999999]=1',
    'a[256]=1',
    'a=%00',
    'a%00=1',
    'a[]=%00',
  ]) {
    test(`the query ${query.slice(0, 40)} is answered 400`, async ({ assert }) => {
      const response = await rawRequest({ method: 'GET', path: `/login?${query}` })
      assert.equal(response.status, 400)
    })
  }

  test('a query with 1,001 fields is answered 413', async ({ assert }) => {
    for (const query of [many(1001, 'a=1').join('&'), `a=${many(1001, '1').join()}`]) {
      const response = await rawRequest({ method: 'GET', path: `/login?${query}` })
      assert.equal(response.status, 413)
    }
  })

  test('a query within the limits is accepted', async ({ assert }) => {
    const response = await rawRequest({
      method: 'GET',
      path: '/login?utm_source=a%zz&filter[tags][]=1&filter[tags][255]=2&%C3%A9=%E9',
      headers: { accept: 'text/html' },
    })
    assert.equal(response.status, 200)
  })

  for (const path of ['/%00', '/login/%00', '/email-confirmations/1%00', '/dev/mailbox/a%00b']) {
    test(`the address ${path} is answered 400`, async ({ assert }) => {
      const response = await rawRequest({ method: 'GET', path })
      assert.equal(response.status, 400)
    })
  }

  test('a header that cannot be decoded is ignored', async ({ assert }) => {
    const withToken = await rawRequest({ headers: { ...json, 'x-xsrf-token': '%zz' }, body: '{}' })
    assert.equal(withToken.status, 419)

    for (const referer of ['http://x/%E0%A4%A', '%', '/%ff?%']) {
      const response = await rawRequest({ headers: { ...json, referer }, body: '{}' })
      assert.equal(response.status, 419)
    }
  })

  test('an Inertia visit of an older release to an address with non-ASCII letters is answered 409', async ({
    assert,
  }) => {
    const response = await rawRequest({
      method: 'GET',
      path: '/login?%C3%A9=%25&a=b',
      headers: { 'x-inertia': 'true', 'x-inertia-version': 'older' },
    })
    assert.equal(response.status, 409)

    const page = await rawRequest({
      method: 'GET',
      path: '/dev/mailbox/%25%C3%A9%F0%9F%98%80',
      headers: { 'x-inertia': 'true', 'x-inertia-version': 'older' },
    })
    assert.equal(page.headers['x-inertia-location'], '/dev/mailbox/%25%C3%A9%F0%9F%98%80')
  })
})

function beginningOfGzip(text: string) {
  return new Promise<Buffer>((resolve) => {
    const chunks: Buffer[] = []
    const gzip = createGzip().on('data', (chunk) => chunks.push(chunk))
    gzip.write(text)
    gzip.flush(constants.Z_SYNC_FLUSH, () => resolve(Buffer.concat(chunks)))
  })
}
