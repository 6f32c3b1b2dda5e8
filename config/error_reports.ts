import env from '#start/env'
import { defineErrorReports } from '#telemetry/define_config'

/** Reports of errors: docs/monitoring.md. */
const errorReportsConfig = defineErrorReports({
  url: env.get('ERRORS_URL'),
  serviceName: env.get('OTEL_SERVICE_NAME') ?? env.get('APP_NAME', 'easystart'),
  release: env.get('APP_VERSION'),
  environment: env.get('NODE_ENV'),
})

export default errorReportsConfig
