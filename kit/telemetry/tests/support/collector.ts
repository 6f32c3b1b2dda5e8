import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { forEachEnvelopeItem, parseEnvelope } from '@sentry/core'
import { eventually } from '#tests/support/eventually'

interface Value {
  stringValue?: string
  intValue?: number | string
  doubleValue?: number
  boolValue?: boolean
}

interface KeyValue {
  key: string
  value: Value
}

export interface Span {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  attributes: Record<string, unknown>
  events: unknown[]
}

export interface LogRecord {
  traceId?: string
  severityText: string
  body: string
  attributes: Record<string, unknown>
  resource: Record<string, unknown>
}

/** An event of Sentry, as far as the tests read it. */
export interface SentryEvent {
  level: string
  release?: string
  user?: Record<string, unknown>
  tags: Record<string, unknown>
  exception: { values: { type: string; value: string; stacktrace: { frames: unknown[] } }[] }
}

/**
 * A collector of OpenTelemetry, and a server of Sentry, that keep all they get.
 * @param delay milliseconds before each answer
 */
export async function startCollector({ delay = 0 } = {}) {
  const spans: Span[] = []
  const logs: LogRecord[] = []
  const events: SentryEvent[] = []
  const bodies: string[] = []
  const server = createServer(async (request, response) => {
    const body = await text(request)
    bodies.push(body)
    read(request, body)
    setTimeout(() => response.setHeader('Content-Type', 'application/json').end('{}'), delay)
  })

  function read({ url = '' }: IncomingMessage, body: string) {
    if (url.endsWith('/v1/traces')) spans.push(...spansIn(JSON.parse(body)))
    if (url.endsWith('/v1/logs')) logs.push(...logsIn(JSON.parse(body)))
    if (url.includes('/envelope/')) events.push(...eventsIn(body))
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    dsn: `http://public@127.0.0.1:${port}/42`,
    spans,
    logs,
    events,
    /** All that arrived, to search it for secrets. */
    received: () => bodies.join('\n'),
    span: (isWanted: (span: Span) => boolean) => eventually(async () => spans.find(isWanted)),
    log: (isWanted: (log: LogRecord) => boolean) => eventually(async () => logs.find(isWanted)),
    event: (isWanted: (one: SentryEvent) => boolean) =>
      eventually(async () => events.find(isWanted)),
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

function spansIn({ resourceSpans }: { resourceSpans: any[] }): Span[] {
  return resourceSpans.flatMap(({ scopeSpans }) =>
    scopeSpans.flatMap(({ spans }: { spans: any[] }) =>
      spans.map((span) => ({ ...span, attributes: attributesIn(span.attributes) }))
    )
  )
}

function logsIn({ resourceLogs }: { resourceLogs: any[] }): LogRecord[] {
  return resourceLogs.flatMap(({ resource, scopeLogs }) =>
    scopeLogs.flatMap(({ logRecords }: { logRecords: any[] }) =>
      logRecords.map((log) => ({
        ...log,
        body: log.body.stringValue,
        attributes: attributesIn(log.attributes),
        resource: attributesIn(resource.attributes),
      }))
    )
  )
}

function attributesIn(pairs: KeyValue[] = []) {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, Object.values(value)[0]]))
}

/** The events of an envelope, as Sentry's own parser reads it. */
function eventsIn(body: string): SentryEvent[] {
  const events: SentryEvent[] = []
  forEachEnvelopeItem(parseEnvelope(body), ([, event], type) => {
    if (type === 'event') events.push(event as unknown as SentryEvent)
  })
  return events
}
