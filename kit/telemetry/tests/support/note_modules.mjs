/** Prints each module of OpenTelemetry, gRPC and Sentry that the process loads. */
import { registerHooks } from 'node:module'

registerHooks({
  resolve(specifier, context, nextResolve) {
    const resolved = nextResolve(specifier, context)
    if (/@opentelemetry|@grpc|@sentry|@adonisjs\/otel|import-in-the-middle/.test(resolved.url)) {
      process.stdout.write(`TELEMETRY ${resolved.url}\n`)
    }
    return resolved
  },
})
