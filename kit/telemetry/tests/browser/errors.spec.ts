import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import { startCollector } from '#telemetry/tests/support/collector'
import { startRefusingMailServer } from '#telemetry/tests/support/refusing_mail_server'
import { freePort } from '#tests/support/free_port'
import { eventually } from '#tests/support/eventually'
import {
  runBuilt,
  startServer,
  startWorker,
  startWorkerWith,
  stopWorker,
} from '#tests/support/processes'
import { Visitor } from '#tests/support/visitor'

/** Texts of the failing request, none of which may be in a report. */
const SECRETS = ['secret-password', 'secret-token', 'secret-query', 'secret-note']
const FAULT = '/probe/faults/secret-token?key=secret-query'

async function startReporting(url: string) {
  return startServer({ PORT: String(await freePort()), ERRORS_URL: url, APP_VERSION: '1.2.3' })
}

async function logIn(origin: string) {
  const user = await UserFactory.create()
  const visitor = new Visitor(origin)
  await visitor.get('/login')
  await visitor.post('/login', { email: user.email, password: 'secret-password' })
  return { user, visitor }
}

async function causeFault(visitor: Visitor) {
  const response = await visitor.post(FAULT, { password: 'secret-password', note: 'secret-note' })
  return { status: response.status, id: response.headers.get('x-request-id') }
}

test.group('Reports of errors in requests', () => {
  test('Sentry gets the error with its route, request and account, and without what was sent', async ({
    assert,
  }) => {
    await using collector = await startCollector()
    await using server = await startReporting(collector.dsn)
    const { user, visitor } = await logIn(server.origin)
    await visitor.get('/no-such-page')
    const { status, id } = await causeFault(visitor)
    const event = await collector.event(({ level }) => level === 'error')

    assert.equal(status, 500)
    assert.lengthOf(collector.events, 1)
    assert.equal(event.release, '1.2.3')
    assert.deepEqual(event.user, { id: String(user.id) })
    assert.containSubset(event.tags, {
      'http.request.method': 'POST',
      'http.route': '/probe/faults/:token',
      'route.name': 'probe.faults',
      'request.id': id,
      'error.code': '22P02',
    })
    const [{ type, value, stacktrace }] = event.exception.values
    assert.notEqual(type, '')
    assert.include(value, 'invalid input syntax for type integer')
    assert.isNotEmpty(stacktrace.frames)
    for (const secret of [...SECRETS, user.email, visitor.valueOf('adonis-session') ?? 'none']) {
      assert.notInclude(collector.received(), secret)
    }
  })

  test('a collector of OpenTelemetry gets it as a record of the log', async ({ assert }) => {
    await using collector = await startCollector()
    await using server = await startReporting(collector.origin)
    const { user, visitor } = await logIn(server.origin)
    const { id } = await causeFault(visitor)
    const log = await collector.log(({ severityText }) => severityText === 'ERROR')

    assert.include(log.body, 'invalid input syntax for type integer')
    assert.equal(log.resource['service.version'], '1.2.3')
    assert.containSubset(log.attributes, {
      'user.id': String(user.id),
      'request.id': id,
      'http.route': '/probe/faults/:token',
    })
    for (const secret of [...SECRETS, user.email]) assert.notInclude(collector.received(), secret)
  })

  test('with traces, the report is in the trace of its request, and the trace has no text of the error', async ({
    assert,
  }) => {
    await using collector = await startCollector()
    await using server = await startServer({
      PORT: String(await freePort()),
      ERRORS_URL: collector.origin,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.origin,
      OTEL_BSP_SCHEDULE_DELAY: '200',
    })
    const { user, visitor } = await logIn(server.origin)
    await causeFault(visitor)
    const span = await collector.span(({ name }) => name === 'POST /probe/faults/:token')
    const log = await collector.log(({ severityText }) => severityText === 'ERROR')

    assert.equal(log.traceId, span.traceId)
    assert.equal(span.attributes['user.id'], String(user.id))
    for (const secret of [...SECRETS, user.email]) assert.notInclude(collector.received(), secret)
  })
})

test.group('Reports of errors that end a process', () => {
  test('a web server reports the error that nothing caught, and ends', async ({ assert }) => {
    await using collector = await startCollector()
    await using server = await startReporting(collector.dsn)
    const { visitor } = await logIn(server.origin)
    await visitor.post('/probe/crashes')
    const event = await collector.event(({ level }) => level === 'error')

    assert.equal(event.exception.values[0].value, 'nobody catches this')
    assert.equal(await eventually(async () => server.exitCode()), 1)
  })

  test('a command reports the error that ended it, unless it was typed wrongly', async ({
    assert,
  }) => {
    await using collector = await startCollector()
    const env = { ERRORS_URL: collector.dsn, DATABASE_URL: 'postgresql://127.0.0.1:1/none' }
    await assert.rejects(() => runBuilt(['no:such:command'], env))
    assert.isEmpty(collector.events)
    await assert.rejects(() => runBuilt(['migration:status'], env))

    const [{ tags }] = collector.events
    assert.equal(tags['command.name'], 'migration:status')
  })
})

test.group('Reports of errors in jobs', (group) => {
  group.setup(async () => {
    await stopWorker()
    return startWorker
  })

  test('a job that failed for good is reported with its request, and without the address of the mail', async ({
    assert,
  }) => {
    await using collector = await startCollector()
    await using mailServer = await startRefusingMailServer()
    await using worker = await startWorkerWith({
      ERRORS_URL: collector.origin,
      SMTP_URL: mailServer.url,
    })
    const { email, id } = await signUp()
    const log = await collector.log(
      ({ severityText, attributes }) => severityText === 'ERROR' && attributes['request.id'] === id
    )

    assert.include(log.body, 'refused the mail for good')
    assert.containSubset(log.attributes, {
      'job.name': 'send_registration_mail',
      'job.attempt': 1,
      'job.attempts': 60,
      'request.id': id,
    })
    assert.isString(log.attributes['job.id'])
    assert.notInclude(collector.received(), email)
    assert.isFalse(worker.hasEnded())
  })

  test('an attempt that is retried is a warning', async ({ assert }) => {
    await using collector = await startCollector()
    await using worker = await startWorkerWith({
      ERRORS_URL: collector.dsn,
      SMTP_URL: 'smtp://127.0.0.1:1',
    })
    const { id } = await signUp()
    const event = await collector.event(
      ({ level, tags }) => level === 'warning' && tags['request.id'] === id
    )

    assert.containSubset(event.tags, { 'job.name': 'send_registration_mail' })
    assert.isFalse(worker.hasEnded())
  })
})

async function signUp() {
  const email = `ada.${crypto.randomUUID()}@example.com`
  const visitor = new Visitor(`http://localhost:${process.env.PORT}`)
  await visitor.get('/signup')
  const response = await visitor.post('/signup', {
    name: 'Ada',
    email,
    password: 'secret-password',
  })
  return { email, id: response.headers.get('x-request-id') }
}
