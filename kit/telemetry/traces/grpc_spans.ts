import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-grpc'
import { BatchSpanProcessor } from '@opentelemetry/sdk-trace-base'

/**
 * Sends spans to a collector over gRPC. The address and the headers come from the OTEL_… variables.
 * @param timeoutMillis the longest time for an answer
 */
export function grpcSpans(timeoutMillis: number) {
  return new BatchSpanProcessor(new OTLPTraceExporter({ timeoutMillis }))
}
