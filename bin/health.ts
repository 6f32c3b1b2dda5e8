/**
 * Exits 0 if the web server of this machine is ready, else 1. It is the health check of the container.
 */
const TIMEOUT_MS = 3000

const response = await fetch(`http://127.0.0.1:${process.env.PORT ?? 3333}/health/ready`, {
  signal: AbortSignal.timeout(TIMEOUT_MS),
}).catch(() => undefined)
process.exit(response?.ok ? 0 : 1)
