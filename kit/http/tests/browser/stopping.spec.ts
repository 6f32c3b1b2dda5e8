import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import { EventStream } from '#tests/support/event_stream'
import { eventually } from '#tests/support/eventually'
import { freePort } from '#tests/support/free_port'
import { startServer } from '#tests/support/processes'
import { Visitor } from '#tests/support/visitor'

async function serverWith(env: NodeJS.ProcessEnv) {
  const PORT = String(await freePort())
  return startServer({ PORT, APP_URL: `http://localhost:${PORT}`, LOG_LEVEL: 'warn', ...env })
}

/** A log-in whose second half is sent when `complete` is called. */
function halfRequest(origin: string) {
  const socket = connect(Number(new URL(origin).port), 'localhost')
  const body = 'email=ada@example.com&password=wrong'
  const head = [
    'POST /login HTTP/1.1',
    'Host: localhost',
    'Accept: application/json',
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${body.length}`,
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n${body.slice(0, 10)}`)
  let answer = ''
  socket.setEncoding('utf8').on('data', (chunk) => (answer += chunk))
  const ended = new Promise<string>((resolve) => {
    socket.on('error', () => {}).once('close', () => resolve(answer))
  })
  return { complete: () => socket.write(body.slice(10)), ended }
}

function isRefused(url: string) {
  return fetch(url).then(
    () => false,
    () => true
  )
}

async function statusOf(url: string) {
  const { status } = await fetch(url, { headers: { accept: 'text/html' } })
  return status
}

test.group('A web server that stops', () => {
  test('a draining server is not ready, but serves, and tells clients to leave the connection', async ({
    assert,
  }) => {
    const server = await serverWith({ DRAIN_SECONDS: '1.5' })
    assert.equal(await statusOf(`${server.origin}/health/ready`), 200)
    const stopped = server.stop()
    await wait(200)

    const ready = await fetch(`${server.origin}/health/ready`)
    assert.equal(ready.status, 503)
    assert.deepEqual(await ready.json(), { status: 'stopping' })
    assert.equal(await statusOf(`${server.origin}/health/live`), 200)
    const page = await fetch(`${server.origin}/login`, { headers: { accept: 'text/html' } })
    assert.equal(page.status, 200)
    assert.equal(page.headers.get('connection'), 'close')
    await stopped
    assert.equal(server.exitCode(), 0)
  })

  test('a running request and the streams end, and the server exits 0', async ({ assert }) => {
    const server = await serverWith({})
    const { email } = await UserFactory.create()
    const visitor = new Visitor(server.origin)
    await visitor.get('/login')
    await visitor.post('/login', { email, password: 'secret-password' })
    const stream = await EventStream.open(visitor)
    const slow = halfRequest(server.origin)
    await wait(200)

    const stopped = server.stop()
    await stream.untilEnd()
    await eventually(() => isRefused(server.origin), 5000)
    slow.complete()
    assert.match(await slow.ended, /^HTTP\/1\.1 4\d\d [^]*Connection: close/)
    await stopped
    assert.equal(server.exitCode(), 0)
  })

  test('a request that outlasts the grace time is cut off', async ({ assert }) => {
    const server = await serverWith({ GRACE_SECONDS: '0.5' })
    const slow = halfRequest(server.origin)
    await wait(200)

    await server.stop()
    assert.equal(server.exitCode(), 0)
    assert.equal(await slow.ended, '')
  })
})
