import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isApiPath } from '#http/api/api_path'
import { plainHeaders } from '#http/plain_headers'

const PROBLEM = {
  type: 'about:blank',
  title: 'Bad Request',
  status: 400,
  detail: 'The address cannot be decoded.',
}

/**
 * Answers a request whose address cannot be decoded, such as `/%ff`. It has no context, so no middleware runs; this
 * function logs its line, as request_log_middleware does for other requests.
 */
export async function answerBadUrl(request: IncomingMessage, response: ServerResponse) {
  const { headers, method } = request
  const id = String(headers['x-request-id'] ?? randomUUID())
  const isForProgram = isApiPath(request.url ?? '')
  const type = isForProgram ? 'application/problem+json' : 'text/plain; charset=utf-8'
  response.writeHead(400, { 'Content-Type': type, 'X-Request-Id': id, ...plainHeaders })
  response.end(isForProgram ? JSON.stringify({ ...PROBLEM, requestId: id }) : PROBLEM.title)

  const { default: logger } = await import('@adonisjs/core/services/logger')
  const about = { request_id: id, method, route: null, status: 400, ms: 0 }
  logger.info(about, `${method} no route 400`)
}
