import env from '#start/env'
import { defineTraces } from '#telemetry/define_config'

/** Traces: docs/monitoring.md. The file otel.ts reads this before the app is loaded, so it imports no other config. */
const otelConfig = await defineTraces({
  endpoint: env.get('OTEL_EXPORTER_OTLP_ENDPOINT') ?? env.get('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'),
  protocol: env.get('OTEL_EXPORTER_OTLP_PROTOCOL'),
  disabled: env.get('OTEL_SDK_DISABLED'),
  timeout: env.get('OTEL_EXPORTER_OTLP_TIMEOUT', 3000),
  serviceName: env.get('OTEL_SERVICE_NAME') ?? env.get('APP_NAME', 'easystart'),
  release: env.get('APP_VERSION'),
  environment: env.get('NODE_ENV'),
})

export default otelConfig
