import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { plainHeaders } from '#http/plain_headers'

/**
 * Answers an address that cannot be decoded, such as `/%ff`, before there is a context for the middleware. It has its
 * line in the log as every request (request_log_middleware).
 */
export async function answerBadUrl(request: IncomingMessage, response: ServerResponse) {
  const { headers, method } = request
  const id = String(headers['x-request-id'] ?? randomUUID())
  response.writeHead(400, { 'Content-Type': 'text/plain', 'X-Request-Id': id, ...plainHeaders })
  response.end('Bad Request')

  const { default: logger } = await import('@adonisjs/core/services/logger')
  const about = { request_id: id, method, route: null, status: 400, ms: 0 }
  logger.info(about, `${method} no route 400`)
}
