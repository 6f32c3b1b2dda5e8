import { setTimeout as wait } from 'node:timers/promises'
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs'
import type { ErrorReportsConfig } from '#telemetry/define_config'
import { logsAddress } from '#telemetry/errors/destination'
import type { ErrorReport, Reporter } from '#telemetry/errors/report'

/** Reports that wait while the collector is away. Further ones are dropped. */
const MOST_WAITING = 500
const TIMEOUT_MS = 3000
const DELAY_MS = 1000

/** The numbers of OpenTelemetry's log levels. */
const SEVERITY = { error: 17, warning: 13 }

/**
 * Sends errors as log records to a collector of OpenTelemetry.
 * @see https://opentelemetry.io/docs/specs/semconv/exceptions/exceptions-logs/
 */
export class OtlpReporter implements Reporter {
  #provider: LoggerProvider

  constructor({ url, serviceName, release, environment }: ErrorReportsConfig & { url: string }) {
    const exporter = new OTLPLogExporter({ url: logsAddress(url), timeoutMillis: TIMEOUT_MS })
    this.#provider = new LoggerProvider({
      resource: resourceFromAttributes({
        'service.name': serviceName,
        'service.version': release,
        'deployment.environment.name': environment,
      }),
      processors: [
        new BatchLogRecordProcessor(exporter, {
          maxQueueSize: MOST_WAITING,
          maxExportBatchSize: 100,
          scheduledDelayMillis: DELAY_MS,
          exportTimeoutMillis: TIMEOUT_MS,
        }),
      ],
    })
  }

  send({ level, type, message, stack, code, userId, circumstances }: ErrorReport) {
    this.#provider.getLogger('easystart.errors').emit({
      severityNumber: SEVERITY[level],
      severityText: level.toUpperCase(),
      body: message,
      eventName: 'exception',
      attributes: {
        'exception.type': type,
        'exception.message': message,
        'exception.stacktrace': stack,
        ...(code && { 'error.code': code }),
        ...(userId && { 'user.id': userId }),
        ...circumstances,
      },
    })
  }

  async close(milliseconds: number) {
    const closed = this.#provider.shutdown().catch(() => {})
    await Promise.race([closed, wait(milliseconds, undefined, { ref: false })])
  }
}
