import { test } from '@japa/runner'
import { startCollector, type Span } from '#telemetry/tests/support/collector'
import { startGrpcCollector } from '#telemetry/tests/support/grpc_collector'
import { freePort } from '#tests/support/free_port'
import { mailsTo } from '#tests/support/mails'
import { eventually } from '#tests/support/eventually'
import { startServer, startWorker, startWorkerWith, stopWorker } from '#tests/support/processes'
import { Visitor } from '#tests/support/visitor'

async function signUp(origin: string, email: string) {
  const visitor = new Visitor(origin)
  await visitor.get('/signup')
  return visitor.post('/signup', { name: 'Ada', email, password: 'secret-password' })
}

const isJob = (name: string) => (span: Span) => span.name === `job ${name}`

test.group('Traces', (group) => {
  group.setup(async () => {
    await stopWorker()
    return startWorker
  })

  test('OTEL_EXPORTER_OTLP_PROTOCOL=grpc sends the spans over gRPC, without their secrets', async ({
    assert,
  }) => {
    await using collector = await startGrpcCollector()
    await using server = await startServer({
      PORT: String(await freePort()),
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.origin,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
      OTEL_BSP_SCHEDULE_DELAY: '200',
    })
    const email = `ada.${crypto.randomUUID()}@example.com`
    await signUp(server.origin, email)

    await eventually(async () => collector.received().includes('POST /signup'))
    assert.include(collector.received(), 'dispatch send_registration_mail')
    assert.notInclude(collector.received(), email)
    assert.notInclude(collector.received(), 'secret-password')
    await server.stop()
    assert.equal(server.exitCode(), 0)
  })

  test('a sign-up is one trace, from the request to the mail that a job sends', async ({
    assert,
  }) => {
    await using collector = await startCollector()
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.origin, OTEL_BSP_SCHEDULE_DELAY: '200' }
    await using server = await startServer({ ...env, PORT: String(await freePort()) })
    await using worker = await startWorkerWith(env)
    const email = `ada.${crypto.randomUUID()}@example.com`
    await signUp(server.origin, email)

    const request = await collector.span(({ name }) => name === 'POST /signup')
    // The worker also runs jobs that other tests have left.
    const isOwn = isJob('send_registration_mail')
    const job = await collector.span((span) => isOwn(span) && span.traceId === request.traceId)
    const ofTrace = () => collector.spans.filter(({ traceId }) => traceId === request.traceId)
    const mail = await eventually(async () => ofTrace().find(({ name }) => name === 'send mail'))
    const dispatch = ofTrace().find(({ name }) => name === 'dispatch send_registration_mail')!
    const queries = ofTrace().filter(({ attributes }) => attributes['db.system'])

    assert.isUndefined(request.parentSpanId)
    assert.equal(dispatch.parentSpanId, request.spanId)
    assert.equal(job.traceId, request.traceId)
    assert.equal(job.parentSpanId, dispatch.spanId)
    assert.equal(mail.parentSpanId, job.spanId)
    assert.isNotEmpty(queries.filter(({ parentSpanId }) => parentSpanId === request.spanId))
    assert.isNotEmpty(queries.filter(({ parentSpanId }) => parentSpanId === job.spanId))
    assert.containSubset(request.attributes, {
      'http.route': '/signup',
      'request.id': job.attributes['request.id'],
    })
    assert.containSubset(job.attributes, {
      'job.attempt': 1,
      'job.outcome': 'completed',
      'messaging.system': 'postgres',
    })
    assert.lengthOf(await mailsTo(email), 1)
    assert.isFalse(worker.hasEnded())
    assert.notInclude(collector.received(), 'secret-password')
    assert.notInclude(collector.received(), email)
  })
})
