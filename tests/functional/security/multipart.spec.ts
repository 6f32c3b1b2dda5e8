import { test } from '@japa/runner'
import {
  abortedRequest,
  multipartBody,
  multipartHeaders,
  rawRequest,
  type Part,
} from '#tests/support/raw_request'

const deep = (levels: number) => `a${'[a]'.repeat(levels)}`
const many = (count: number, part: Part) => Array.from({ length: count }, () => part)
const file = (name: string): Part => ({ name, fileName: 'file.txt' })

const refusals: [string, Part[], number][] = [
  ...['toString', '__proto__', 'constructor', 'valueOf', 'toString[]', '__proto__[0]'].map(
    (name) => [`a file field called ${name}`, [file(name)], 400] as [string, Part[], number]
  ),
  ['a text field of 5,000 levels', [{ name: deep(5000) }], 413],
  ['a file field of 10,000 levels', [file(deep(10_000))], 413],
  ['a text field of 80 levels', [{ name: deep(80) }], 400],
  ['a file field of 80 levels', [file(deep(80))], 400],
  ['a text field of 10 levels', [{ name: deep(9) }], 400],
  ['empty levels', [{ name: 'a' + '[]'.repeat(20) }], 400],
  ['levels with dots', [{ name: 'a' + '.a'.repeat(20) }], 400],
  ['position 999999999', [{ name: 'a[999999999]' }], 400],
  ['position 10000000', [{ name: 'a[10000000]' }], 400],
  ['position 10000000 of files', [file('a[10000000]')], 400],
  ['position 256', [{ name: 'a[256]' }], 400],
  ['a position with a dot', [{ name: 'a.999999999' }], 400],
  ['a position in quotes', [{ name: "a['999999999']" }], 400],
  ['a list and its length', [{ name: 'a[0]' }, { name: 'a[length]', value: '4294967295' }], 400],
  ['a list of files and its length', [file('a[0]'), file('a[length]')], 400],
  ['a file and its members', [file('a'), { name: 'a[tmpPath]', value: '/etc/passwd' }], 400],
  ['members and the file that would have them', [{ name: 'a[move]' }, file('a')], 400],
  ['1,001 fields', many(1001, { name: 'a' }), 413],
  ['21 files', many(21, file('a[]')), 413],
  ['21 files without a name', many(21, { fileName: 'file.txt' }), 413],
  ['a name of 300 characters', [{ name: 'a'.repeat(300) }], 400],
  [
    'a part with 1 MB of headers',
    [{ name: 'a', headers: [`X: ${'filename="'.repeat(1e5)}`] }],
    413,
  ],
  ['1 MB of text', [{ name: 'a', value: 'a'.repeat(1.1e6) }], 413],
  ['a body of 21 MB', [{ ...file('a'), value: 'a'.repeat(21e6) }], 413],
  [
    'a malformed name of a file',
    [{ headers: ["content-disposition: form-data; name=a; filename*=UTF-8''%E0%A4%A"] }],
    400,
  ],
  ['U+0000 in a text', [{ name: 'name', value: 'a\0b' }], 400],
  ['U+0000 in a name', [{ name: 'na\0me' }], 400],
  ['U+0000 in the name of a file', [{ name: 'a', fileName: 'a\0.txt' }], 400],
  [
    'half of a surrogate pair in the name of a file',
    [{ name: 'a', fileName: '&#55296;.txt' }],
    400,
  ],
  ['an unknown transfer encoding', [{ name: 'a', headers: ['content-transfer-encoding: x'] }], 400],
]

test.group('Security | multipart', () => {
  for (const [title, parts, status] of refusals) {
    test(`${title} is answered ${status}, and the process stays alive`, async ({
      assert,
      client,
    }) => {
      const response = await rawRequest({ headers: multipartHeaders, body: multipartBody(parts) })
      assert.equal(response.status, status)

      const next = await client.get('/login')
      next.assertStatus(200)
    })
  }

  for (const part of [
    file('a'),
    { fileName: 'file.txt' },
    { name: 'a' },
    { name: 'a', fileName: '' },
  ]) {
    test(`a body that is aborted within ${JSON.stringify(part)} does not end the process`, async ({
      client,
    }) => {
      const body = multipartBody([part], { isComplete: false })
      await abortedRequest({ headers: multipartHeaders, body })

      const next = await client.get('/login')
      next.assertStatus(200)
    })
  }

  test('an empty body or one without its boundary is answered 400', async ({ assert }) => {
    for (const request of [
      { headers: multipartHeaders, body: 'any' },
      { headers: multipartHeaders, body: '--boundary--' },
      { headers: { 'content-type': 'multipart/form-data' }, body: multipartBody([{ name: 'a' }]) },
      { headers: { ...multipartHeaders, 'content-encoding': 'gzip' }, body: 'any' },
    ]) {
      const response = await rawRequest(request)
      assert.include([400, 419], response.status)
    }
  })

  test('an ordinary form with a file is accepted', async ({ client }) => {
    const response = await client
      .post('/login')
      .fields({ 'email': 'ada@example.com', 'list[0][a]': '1', 'list[1][a]': '2', 'tags[]': 'b' })
      .file('avatar', Buffer.from('any content'), { filename: 'file.txt' })
      .accept('json')
      .withCsrfToken()

    response.assertStatus(422)
    response.assertBodyContains({ errors: [{ field: 'password' }] })
  })
})
