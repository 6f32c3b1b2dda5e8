/**
 * The first import of each program: OpenTelemetry follows only modules that are loaded after it. Without a collector it
 * loads nothing.
 */
if (await hasCollector()) {
  const { init } = await import('@adonisjs/otel/init')
  await init(import.meta.dirname)
}

async function hasCollector() {
  try {
    const { default: config } = await import('#config/otel')
    return config.enabled
  } catch {
    // A mistake in the environment: the app explains it when it starts.
    return false
  }
}
