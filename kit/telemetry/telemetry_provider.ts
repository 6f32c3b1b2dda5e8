import { setTimeout as wait } from 'node:timers/promises'
import type { ApplicationService } from '@adonisjs/core/types'
import type OtelProvider from '@adonisjs/otel/otel_provider'
import type { ErrorReportsConfig } from '#telemetry/define_config'
import type { Reporter } from '#telemetry/errors/report'

/** A stopping process waits this long for a collector that is slow or away. */
const CLOSING_MS = 2000

/**
 * Switches traces and reports of errors on. Without their variables it loads nothing. It comes first in adonisrc.ts, so
 * that it ends last.
 */
export default class TelemetryProvider {
  #otel?: OtelProvider
  #reporter?: Reporter

  constructor(protected app: ApplicationService) {}

  async boot() {
    const { enabled } = this.app.config.get<{ enabled?: boolean }>('otel', {})
    const { url, ...reports } = this.app.config.get<ErrorReportsConfig>('error_reports', {})
    if (enabled) await this.#trace()
    if (url) await this.#report({ url, ...reports })
  }

  async shutdown() {
    const ends = [this.#otel?.shutdown(), this.#reporter?.close(CLOSING_MS)]
    const ended = Promise.allSettled(ends)
    await Promise.race([ended, wait(CLOSING_MS, undefined, { ref: false })])
  }

  async #trace() {
    const [{ default: Provider }, { JobTraces }, { traceMails }, { traceJobs }] = await Promise.all(
      [
        import('@adonisjs/otel/otel_provider'),
        import('#telemetry/traces/job_traces'),
        import('#telemetry/traces/mail_traces'),
        import('#queue/tracing'),
      ]
    )
    this.#otel = new Provider(this.app)
    this.#otel.register()
    traceJobs(new JobTraces(this.app.config.get('queue.connection')))
    traceMails()
  }

  async #report(config: ErrorReportsConfig & { url: string }) {
    const [{ reporterTo }, sources, { reportTo }, emitter] = await Promise.all([
      import('#telemetry/errors/destination'),
      import('#telemetry/errors/sources'),
      import('#telemetry/main'),
      this.app.container.make('emitter'),
    ])
    const reporter = await reporterTo(config)
    this.#reporter = reporter
    reportTo(reporter)
    sources.reportJobs(emitter)
    sources.reportSchedules(emitter)
    if (this.app.getEnvironment() === 'web') sources.reportCrashes((limit) => reporter.close(limit))
    if (this.app.getEnvironment() === 'console') await sources.reportCommands(this.app)
  }
}
