import type { OtelConfig } from '@adonisjs/otel/types'
import { PrivateSpans } from '#telemetry/traces/private_spans'

interface TracesOptions {
  /** The collector: OTEL_EXPORTER_OTLP_ENDPOINT or OTEL_EXPORTER_OTLP_TRACES_ENDPOINT. */
  endpoint?: string
  /** OTEL_EXPORTER_OTLP_PROTOCOL. Both protocols of HTTP send JSON, which every collector takes at the same port. */
  protocol?: 'grpc' | 'http/json' | 'http/protobuf'
  /** OTEL_SDK_DISABLED switches the traces off although there is a collector. */
  disabled?: boolean
  /** Milliseconds within which the collector has to answer, which is also the longest that it can delay a stop. */
  timeout: number
  serviceName?: string
  release?: string
  environment?: string
}

export interface ErrorReportsConfig {
  /** The DSN of Sentry, or the address of a collector of OpenTelemetry; without it no error is reported. */
  url?: string
  serviceName?: string
  release?: string
  environment?: string
}

/** Commands and statements only: their arguments may be secret. */
const withoutArguments = (command: string) => command

/**
 * The configuration of `@adonisjs/otel`. The exporter reads the other OTEL_… variables itself.
 */
export async function defineTraces(options: TracesOptions) {
  const {
    endpoint,
    protocol,
    disabled = false,
    timeout,
    serviceName,
    release,
    environment,
  } = options
  const enabled = Boolean(endpoint) && !disabled
  const isGrpc = enabled && protocol === 'grpc'
  return {
    enabled,
    serviceName,
    serviceVersion: release,
    environment,
    userContext: false,
    spanProcessors: [new PrivateSpans(), ...(isGrpc ? [await overGrpc(timeout)] : [])],
    destinations: {
      collector: { type: 'otlp', enabled: !isGrpc, signals: ['traces'], timeoutMillis: timeout },
    },
    metricReaders: [],
    logRecordProcessors: [],
    instrumentations: {
      '@opentelemetry/instrumentation-http': { requireParentforOutgoingSpans: true },
      '@opentelemetry/instrumentation-undici': { requireParentforSpans: true },
      '@opentelemetry/instrumentation-knex': { requireParentSpan: true },
      '@opentelemetry/instrumentation-ioredis': { dbStatementSerializer: withoutArguments },
      '@opentelemetry/instrumentation-pino': { disableLogSending: true },
      '@opentelemetry/instrumentation-runtime-node': { enabled: false },
    },
  } satisfies OtelConfig
}

async function overGrpc(timeout: number) {
  const { grpcSpans } = await import('#telemetry/traces/grpc_spans')
  return grpcSpans(timeout)
}

export function defineErrorReports(options: ErrorReportsConfig): ErrorReportsConfig {
  return options
}
