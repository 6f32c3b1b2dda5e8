import { createStackParser, createTransport, Scope, type Event } from '@sentry/core'
import { nodeStackLineParser, ServerRuntimeClient } from '@sentry/core/server'
import { trace } from '@opentelemetry/api'
import type { ErrorReportsConfig } from '#telemetry/define_config'
import type { ErrorReport, Reporter } from '#telemetry/errors/report'

const TIMEOUT_MS = 3000
/** Reports that are under way at once. Further ones are dropped. */
const MOST_WAITING = 64
const LONGEST_TAG = 200

const parseStack = createStackParser(nodeStackLineParser())

/**
 * Sends errors to Sentry, or to a server that speaks its protocol (GlitchTip, Bugsink). It uses the core of Sentry's
 * library only: the rest instruments the process, which OpenTelemetry does here.
 */
export class SentryReporter implements Reporter {
  #client: ServerRuntimeClient

  constructor({ url, release, environment }: ErrorReportsConfig & { url: string }) {
    this.#client = new ServerRuntimeClient({
      dsn: url,
      release,
      environment,
      integrations: [],
      stackParser: parseStack,
      sendClientReports: false,
      platform: 'node',
      runtime: { name: 'node', version: process.versions.node },
      transport: (options) =>
        createTransport({ ...options, bufferSize: MOST_WAITING }, ({ body }) =>
          post(options.url, body, options.headers)
        ),
    })
    this.#client.init()
  }

  send(report: ErrorReport) {
    this.#client.captureEvent(eventOf(report), {}, new Scope())
  }

  async close(milliseconds: number) {
    await this.#client.close(milliseconds)
  }
}

function eventOf({ level, type, message, stack, code, userId, circumstances }: ErrorReport): Event {
  const [first] = stack.split('\ncaused by: ')
  const span = trace.getActiveSpan()?.spanContext()
  return {
    level,
    platform: 'node',
    exception: {
      values: [
        {
          type,
          value: message,
          stacktrace: { frames: parseStack(first) },
          mechanism: { type: 'generic', handled: level !== 'error' },
        },
      ],
    },
    ...(userId && { user: { id: userId } }),
    tags: tagsOf({ ...circumstances, ...(code && { 'error.code': code }) }),
    extra: { stack },
    contexts: span && { trace: { trace_id: span.traceId, span_id: span.spanId } },
  }
}

/** Sentry drops a tag whose value is longer, or not a text. */
function tagsOf(values: ErrorReport['circumstances']) {
  const tags = Object.entries(values).map(([name, value]) => [
    name,
    String(value).slice(0, LONGEST_TAG),
  ])
  return Object.fromEntries(tags) as Record<string, string>
}

async function post(
  url: string,
  body: string | Uint8Array,
  headers: Record<string, string> | undefined
) {
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  const response = await fetch(url, {
    method: 'POST',
    body: typeof body === 'string' ? body : Buffer.from(body),
    headers,
    signal,
  })
  await response.arrayBuffer()
  return {
    statusCode: response.status,
    headers: {
      'x-sentry-rate-limits': response.headers.get('x-sentry-rate-limits'),
      'retry-after': response.headers.get('retry-after'),
    },
  }
}
