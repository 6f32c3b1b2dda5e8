import type { ErrorReportsConfig } from '#telemetry/define_config'
import type { Reporter } from '#telemetry/errors/report'

/** The DSN of Sentry has a public key as its account, and the number of a project at its end. */
export function isSentry(url: string) {
  const { username, pathname } = new URL(url)
  return username !== '' && /\/\d+$/.test(pathname)
}

/** The address to which a collector takes reports: that of its logs. */
export function logsAddress(url: string) {
  const address = new URL(url)
  if (!address.pathname.endsWith('/v1/logs')) {
    address.pathname = `${address.pathname.replace(/\/$/, '')}/v1/logs`
  }
  return address.href
}

/** Loads only the library that the destination needs. */
export async function reporterTo(config: ErrorReportsConfig & { url: string }): Promise<Reporter> {
  if (isSentry(config.url)) {
    const { SentryReporter } = await import('#telemetry/errors/sentry_reporter')
    return new SentryReporter(config)
  }
  const { OtlpReporter } = await import('#telemetry/errors/otlp_reporter')
  return new OtlpReporter(config)
}
