import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { test } from '@japa/runner'
import { rawRequest } from '#tests/support/raw_request'

/** Sends these lines as they are and reads the whole answer. */
async function exchange(lines: string[]) {
  const socket = connect(Number(process.env.PORT), process.env.HOST)
  socket.write(lines.join('\r\n'))
  return text(socket)
}

test.group('Security | HTTP messages', () => {
  for (const [title, headers] of [
    ['two kinds of length', ['Content-Length: 4', 'Transfer-Encoding: chunked']],
    ['two lengths', ['Content-Length: 4', 'Content-Length: 5']],
    ['an unknown transfer encoding', ['Transfer-Encoding: xchunked']],
    ['a length that is no number', ['Content-Length: +4']],
  ] as const) {
    test(`a message with ${title} is refused and its connection closed (ASVS 4.2.1)`, async ({
      assert,
    }) => {
      const smuggled = ['GET /login HTTP/1.1', 'Host: localhost', '', '']
      const answer = await exchange([
        'POST /login HTTP/1.1',
        'Host: localhost',
        ...headers,
        '',
        '0',
        '',
        ...smuggled,
      ])

      assert.match(answer, /^HTTP\/1\.1 400 /)
      assert.lengthOf(answer.match(/HTTP\/1\.1 \d/g)!, 1)
    })
  }

  test('TRACE is not answered with the request (ASVS 13.4.4)', async ({ assert }) => {
    for (const path of ['/', '/login']) {
      const headers = { 'x-private': 'secret-header' }
      const response = await rawRequest({ method: 'TRACE', path, headers })
      assert.include([404, 405], response.status)
      assert.notInclude(response.body, 'secret-header')
    }
  })

  test('every text tells its type and encoding (ASVS 4.1.1)', async ({ assert }) => {
    for (const [path, accept, type] of [
      ['/', 'text/html', 'text/html; charset=utf-8'],
      ['/no/such/page', 'text/html', 'text/html; charset=utf-8'],
      ['/no/such/page', 'application/json', 'application/problem+json'],
      ['/%ff', 'text/html', 'text/plain; charset=utf-8'],
      ['/favicon.svg', '*/*', 'image/svg+xml'],
    ]) {
      const { headers } = await rawRequest({ method: 'GET', path, headers: { accept } })
      assert.include(headers['content-type'], type)
    }
  })

  test('no answer lets another origin read it (ASVS 3.4.2)', async ({ assert }) => {
    for (const method of ['GET', 'OPTIONS']) {
      for (const path of ['/', '/login', '/health/ready', '/favicon.svg', '/no/such/page']) {
        const headers = {
          'origin': 'https://evil.example',
          'access-control-request-method': 'POST',
        }
        const response = await rawRequest({ method, path, headers })
        const names = Object.keys(response.headers)
        assert.isEmpty(names.filter((name) => name.startsWith('access-control-')))
      }
    }
  })
})
