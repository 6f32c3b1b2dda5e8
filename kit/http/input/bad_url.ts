import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { plainHeaders } from '#http/plain_headers'

/**
 * Answers a request whose address cannot be decoded, such as `/%ff`. It has no context, so no middleware runs; this
 * function logs its line, as request_log_middleware does for other requests.
 */
export async function answerBadUrl(request: IncomingMessage, response: ServerResponse) {
  const { headers, method } = request
  const id = String(headers['x-request-id'] ?? randomUUID())
  response.writeHead(400, {
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Request-Id': id,
    ...plainHeaders,
  })
  response.end('Bad Request')

  const { default: logger } = await import('@adonisjs/core/services/logger')
  const about = { request_id: id, method, route: null, status: 400, ms: 0 }
  logger.info(about, `${method} no route 400`)
}
