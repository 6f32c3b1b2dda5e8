import env from '#start/env'
import { appUrl } from '#config/app'
import { folder } from '#config/drive'
import { smtpOptions } from '#config/mail'
import { defineConfig } from '#doctor/define_config'

/** The settings that `node ace doctor` examines. See docs/monitoring.md. */
const doctorConfig = defineConfig({
  appUrl,
  appKey: env.get('APP_KEY').release(),
  trustsProxy: env.get('TRUST_PROXY') !== undefined,
  allowsPlainConnections: env.get('PLAIN_CONNECTIONS', false),
  pool: env.get('DATABASE_POOL', 10),
  folders: env.get('DRIVE_DISK') === 'fs' ? [folder()] : [],
  mail: smtpOptions,
  /** Extensions of PostgreSQL that your migrations need, such as `pg_trgm`. */
  extensions: [],
  collectors: {
    OTEL_EXPORTER_OTLP_ENDPOINT: env.get('OTEL_EXPORTER_OTLP_ENDPOINT'),
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: env.get('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'),
    ERRORS_URL: env.get('ERRORS_URL'),
  },
})

export default doctorConfig
