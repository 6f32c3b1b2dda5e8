import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { parseEnvelope } from '@sentry/core'
import { test } from '@japa/runner'
import { reportOf } from '#telemetry/errors/report'
import { SentryReporter } from '#telemetry/errors/sentry_reporter'

interface Posted {
  request: IncomingMessage
  body: string
}

/** Starts a server that keeps what is posted to it. */
async function startIngestion() {
  const posted: Posted[] = []
  const server = createServer(async (request, response) => {
    posted.push({ request, body: await text(request) })
    response.end('{}')
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return {
    dsn: `http://public@127.0.0.1:${port}/42`,
    posted,
    [Symbol.dispose]: () => void server.close(),
  }
}

const TAG = /^[\w.:-]{1,200}$/

/**
 * @see https://develop.sentry.dev/sdk/foundations/transport/envelopes/
 * @see https://develop.sentry.dev/sdk/foundations/transport/event-payloads/
 */
test.group('An envelope for Sentry', () => {
  test('an error arrives as the published format demands', async ({ assert }) => {
    using ingestion = await startIngestion()
    const reporter = new SentryReporter({
      url: ingestion.dsn,
      release: '1.2.3',
      environment: 'production',
    })
    const circumstances = { 'http.response.status_code': 500, 'http.route': `/${'a'.repeat(300)}` }
    reporter.send(reportOf(new TypeError('of ü'), { userId: 7, circumstances }))
    await reporter.close(2000)

    const [{ request, body }] = ingestion.posted
    const url = new URL(request.url!, ingestion.dsn)
    assert.equal(request.method, 'POST')
    assert.equal(url.pathname, '/api/42/envelope/')
    assert.equal(url.searchParams.get('sentry_key'), 'public')
    assert.equal(url.searchParams.get('sentry_version'), '7')

    const [header, items] = parseEnvelope(body)
    const [[itemHeader, payload]] = items
    const event = payload as any
    assert.lengthOf(items, 1)
    assert.match(header.event_id as string, /^[\da-f]{32}$/)
    assert.match(header.sent_at as string, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
    assert.equal(itemHeader.type, 'event')
    assert.equal(event.event_id, header.event_id)
    assert.closeTo(event.timestamp, Date.now() / 1000, 60)
    assert.containSubset(event, {
      platform: 'node',
      level: 'error',
      release: '1.2.3',
      environment: 'production',
      user: { id: '7' },
    })

    const [{ type, value, mechanism, stacktrace }] = event.exception.values
    assert.deepEqual([type, value, mechanism.handled], ['TypeError', 'of ü', false])
    const newest = stacktrace.frames.at(-1)
    assert.include(newest.filename, 'sentry_envelope.spec')
    assert.isNumber(newest.lineno)
    for (const [name, tag] of Object.entries<string>(event.tags)) {
      assert.match(name, TAG)
      assert.isString(tag)
      assert.isAtMost(tag.length, 200)
    }
    assert.equal(event.tags['http.response.status_code'], '500')
  })
})
