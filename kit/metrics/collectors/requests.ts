import { Counter, Histogram, type Registry } from 'prom-client'
import type { Emitter } from '@adonisjs/core/events'
import type { HttpContext } from '@adonisjs/core/http'
import type { EventsList } from '@adonisjs/core/types'

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

const LABELS = ['method', 'route', 'status'] as const

/** Requests that the app answered, by the pattern of their route: an address may contain an id or a token. */
export function collectRequests(registry: Registry, emitter: Emitter<EventsList>) {
  const registers = [registry]
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request until the answer was sent',
    labelNames: LABELS,
    buckets: BUCKETS,
    registers,
  })
  const aborted = new Counter({
    name: 'http_requests_aborted_total',
    help: 'Requests whose client closed the connection before the answer',
    labelNames: ['method', 'route'],
    registers,
  })

  emitter.on('http:request_completed', ({ ctx, duration: [seconds, nanoseconds] }) => {
    const place = placeOf(ctx)
    const { statusCode, writableFinished } = ctx.response.response
    if (isStream(ctx)) return
    if (!writableFinished) return aborted.inc(place)
    durations.observe({ ...place, status: String(statusCode) }, seconds + nanoseconds / 1e9)
  })
}

/** A live stream lasts as long as its page is open. */
function isStream({ response }: HttpContext) {
  return response.response.getHeader('content-type') === 'text/event-stream'
}

function placeOf({ request, route }: HttpContext) {
  return { method: request.method(), route: route?.pattern ?? 'none' }
}
