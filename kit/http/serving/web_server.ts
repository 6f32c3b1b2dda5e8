import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  ServerResponse,
} from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { plainHeaders } from '#http/plain_headers'
import { inheritedSocket } from '#http/serving/inherited_socket'

export interface Stopping {
  /** Seconds during which a stopping server still accepts requests, while `/health/ready` answers 503. */
  drainSeconds: number
  /** Seconds that running requests have to end in, after the server has stopped to accept. */
  graceSeconds: number
}

let server: Server | undefined
let drain: AbortController | undefined

/**
 * A stopping server tells the other side that it must not send another request on this connection: it would arrive when
 * the connection is being closed.
 */
class ClosableResponse extends ServerResponse<IncomingMessage> {
  writeHead(status: number, ...more: unknown[]) {
    if (drain) this.shouldKeepAlive = false
    return super.writeHead(status, ...(more as []))
  }
}

/**
 * Creates the web server of this process. It listens on the socket that systemd hands over, if there is one.
 * @throws E_INHERITED_SOCKET from `listen`
 */
export function createWebServer(handle: RequestListener): Server {
  const created = createServer({ ServerResponse: ClosableResponse }, withHealth(handle))
  const fd = inheritedSocket()
  if (fd !== undefined) {
    const listen = created.listen.bind(created)
    created.listen = () => listen({ fd })
  }
  server = created
  return created
}

/**
 * Lets a load balancer see that this server stops, and returns when it may close. Requests that outlast the grace time
 * are cut off. A second call ends the pause.
 */
export async function prepareToStop({ drainSeconds, graceSeconds }: Stopping) {
  if (drain) return drain.abort()
  drain = new AbortController()
  await wait(drainSeconds * 1000, undefined, { signal: drain.signal }).catch(() => {})
  setTimeout(() => server?.closeAllConnections(), graceSeconds * 1000).unref()
}

/**
 * Liveness only shows that the process answers, so it uses neither a session nor the database; nor does the answer that
 * this server stops.
 */
function withHealth(handle: RequestListener): RequestListener {
  return (request, response) => {
    if (request.url === '/health/live') answer(response, 200, 'live')
    else if (drain && request.url === '/health/ready') answer(response, 503, 'stopping')
    else handle(request, response)
  }
}

function answer(response: ServerResponse, status: number, text: string) {
  response.writeHead(status, { 'Content-Type': 'application/json', ...plainHeaders })
  response.end(JSON.stringify({ status: text }))
}
