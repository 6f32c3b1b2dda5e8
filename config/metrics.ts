import env from '#start/env'
import { defineConfig } from '#metrics/define_config'

/** See docs/monitoring.md. */
const metricsConfig = defineConfig({
  port: env.get('METRICS_PORT'),
  host: env.get('METRICS_HOST'),
  token: env.get('METRICS_TOKEN')?.release(),
})

export default metricsConfig
