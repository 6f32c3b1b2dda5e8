import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Span,
} from '@opentelemetry/api'
import type { Outcome, ReservedJob } from '#queue/drivers/driver'
import { currentOrigin } from '#queue/origin'
import { textsOf } from '#queue/thrown'
import type { JobTracer } from '#queue/tracing'
import type { Connection, Origin, PendingJob } from '#queue/types'

/**
 * The spans of jobs. A dispatch has one span, and each attempt is a child of it, in the same trace. So the trace of a
 * request goes on in its jobs, in their retries, and in the jobs that these dispatch.
 * @see https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/
 */
export class JobTraces implements JobTracer {
  #tracer = trace.getTracer('easystart.queue')

  constructor(private connection: Connection) {}

  dispatch<Result>(run: () => Promise<Result>) {
    return this.#tracer.startActiveSpan('dispatch', { kind: SpanKind.PRODUCER }, (span) =>
      run()
        .catch((error) => {
          fail(span, error)
          throw error
        })
        .finally(() => span.end())
    )
  }

  dispatching(jobs: PendingJob[]) {
    const [{ id, name, queue }] = jobs
    const { schedule } = currentOrigin()
    trace
      .getActiveSpan()
      ?.updateName(`dispatch ${name}`)
      .setAttributes({
        ...this.#attributesOf('send', queue),
        ...(jobs.length > 1
          ? { 'messaging.batch.message_count': jobs.length }
          : { 'messaging.message.id': id }),
        'job.name': name,
        'schedule.name': schedule,
      })
  }

  carrier() {
    const carrier: Pick<Origin, 'traceparent' | 'tracestate'> = {}
    propagation.inject(context.active(), carrier)
    return carrier
  }

  attempt(reserved: ReservedJob, run: () => Promise<Outcome>) {
    const { name, queue, message } = reserved
    const dispatched = propagation.extract(ROOT_CONTEXT, message.origin ?? {})
    const attributes = { ...this.#attributesOf('process', queue), ...attributesOf(reserved) }
    const options = { kind: SpanKind.CONSUMER, attributes }
    return this.#tracer.startActiveSpan(`job ${name}`, options, dispatched, (span) =>
      run()
        .then((outcome) => {
          span.setAttribute('job.outcome', outcome.status)
          if ('error' in outcome) fail(span, outcome.error)
          return outcome
        })
        .finally(() => span.end())
    )
  }

  outside<Result>(run: () => Result) {
    return context.with(ROOT_CONTEXT, run)
  }

  #attributesOf(operation: 'send' | 'process', queue: string): Attributes {
    return {
      'messaging.system': this.connection,
      'messaging.operation.type': operation,
      'messaging.operation.name': operation,
      'messaging.destination.name': queue,
    }
  }
}

/** The message of an error may have any value in it, so the span has only its type. */
function fail(span: Span, error: unknown) {
  span.setAttribute('error.type', textsOf(error).name)
  span.setStatus({ code: SpanStatusCode.ERROR })
}

function attributesOf({ id, name, attempt, attempts, message }: ReservedJob): Attributes {
  const { user, request, parent, schedule } = message.origin ?? {}
  return {
    'messaging.message.id': id,
    'job.name': name,
    'job.attempt': attempt,
    'job.attempts': attempts,
    'job.parent': parent,
    'user.id': user,
    'request.id': request,
    'schedule.name': schedule,
  }
}
