import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { dispatchingFrom } from '#queue/origin'
import AlwaysFailJob from '#queue/tests/support/jobs/always_fail_job'
import DispatchAnotherJob from '#queue/tests/support/jobs/dispatch_another_job'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import { newKey, useWorkers } from '#queue/tests/support/workers'
import { startCollector, type Span } from '#telemetry/tests/support/collector'
import { eventually } from '#tests/support/eventually'

/** As the header of a request has it: the version, the trace, the span, and whether it is recorded. */
function newTrace() {
  const traceId = crypto.randomUUID().replaceAll('-', '')
  const spanId = traceId.slice(16)
  return { traceId, spanId, traceparent: `00-${traceId}-${spanId}-01` }
}

/** Milliseconds. A worker with traces takes longer to load its sources. */
const STARTS_WITHIN = 60_000

test.group('Traces of jobs', (group) => {
  const env: NodeJS.ProcessEnv = { OTEL_BSP_SCHEDULE_DELAY: '200' }
  const start = useWorkers(group, env)
  let collector: Awaited<ReturnType<typeof startCollector>>

  group.each.setup(async () => {
    collector = await startCollector()
    env.OTEL_EXPORTER_OTLP_ENDPOINT = collector.origin
    return () => collector[Symbol.asyncDispose]()
  })

  function spansOf(traceId: string, name: string, count: number): Promise<Span[]> {
    return eventually(async () => {
      const found = collector.spans.filter((span) => span.traceId === traceId && span.name === name)
      return found.length >= count && found
    }, STARTS_WITHIN)
  }

  test('each attempt of a job is in the trace of its dispatch, in a transaction too', async ({
    assert,
  }) => {
    const { traceId, spanId, traceparent } = newTrace()
    await db.transaction((trx) =>
      dispatchingFrom({ traceparent }, () =>
        AlwaysFailJob.dispatch({ key: newKey() }, { trx, attempts: 2, backoff: 50 })
      )
    )
    start()

    const attempts = await spansOf(traceId, 'job test/always_fail_job', 2)
    assert.sameMembers(
      attempts.map(({ attributes }) => attributes['job.outcome']),
      ['retry', 'failed']
    )
    assert.isTrue(attempts.every(({ parentSpanId }) => parentSpanId === spanId))
  })

  test('a job that another job dispatches is in the same trace', async ({ assert }) => {
    const { traceId, spanId, traceparent } = newTrace()
    await dispatchingFrom({ traceparent }, () => DispatchAnotherJob.dispatch({ key: newKey() }))
    start()

    const [parent] = await spansOf(traceId, 'job test/dispatch_another_job', 1)
    const [child] = await eventually(async () => {
      const others = collector.spans.filter(
        (span) => span.traceId === traceId && /^job test.record_run/.test(span.name)
      )
      return others.length > 0 && others
    })
    const dispatch = collector.spans.find((span) => span.spanId === child.parentSpanId)!
    assert.equal(parent.parentSpanId, spanId)
    assert.equal(dispatch.parentSpanId, parent.spanId)
  })

  test('a job without a trace, or with one that cannot be read, begins a trace', async ({
    assert,
  }) => {
    await RecordRunJob.dispatch({ key: newKey() })
    await dispatchingFrom({ traceparent: 'of a later version', ...{ baggage: 'a=b' } }, () =>
      RecordRunJob.dispatch({ key: newKey() })
    )
    start()

    const roots = await eventually(async () => {
      const found = collector.spans.filter(({ name }) => name === 'job test/record_run_job')
      return found.length === 2 && found
    }, STARTS_WITHIN)
    assert.isTrue(roots.every(({ parentSpanId }) => !parentSpanId))
  })
})
