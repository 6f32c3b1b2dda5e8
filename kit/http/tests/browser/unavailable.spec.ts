import { test } from '@japa/runner'
import { freePort } from '#tests/support/free_port'
import { startServer } from '#tests/support/processes'
import { Visitor } from '#tests/support/visitor'

test.group('An unavailable database', (group) => {
  let server: Awaited<ReturnType<typeof startServer>>

  group.setup(async () => {
    server = await startServer({
      PORT: String(await freePort()),
      DATABASE_URL: `postgresql://nobody@127.0.0.1:${await freePort()}/nowhere`,
      LOG_LEVEL: 'silent',
    })
    return () => server.stop()
  })

  test('guests see the pages that need no database', async ({ assert }) => {
    const visitor = new Visitor(server.origin)
    for (const path of ['/', '/login', '/signup']) {
      const response = await visitor.get(path)
      assert.equal(response.status, 200)
    }
  })

  test('a page that needs the database is a 503 page within three seconds, and a problem for JSON (ASVS 16.5.2)', async ({
    assert,
  }) => {
    const visitor = new Visitor(server.origin)
    await visitor.get('/login')
    const started = Date.now()
    const html = await visitor.post('/login', {
      email: 'ada@example.com',
      password: 'secret-password',
    })

    assert.isBelow(Date.now() - started, 3000)
    assert.equal(html.status, 503)
    assert.isAbove(Number(html.headers.get('retry-after')), 0)
    assert.include(await html.text(), 'Back in a moment')

    const json = await visitor.get('/health/ready', { accept: 'application/json' })
    assert.equal(json.status, 503)
    assert.include(json.headers.get('content-type')!, 'application/problem+json')
  })
})
