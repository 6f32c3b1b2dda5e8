import { createHash, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Logger } from '@adonisjs/core/logger'
import type { Registry } from 'prom-client'
import type { MetricsConfig } from '#metrics/define_config'

/** A process that this one replaces may still hold the port. */
const RETRY_MS = 2000

/** No client takes longer to ask. */
const REQUEST_TIMEOUT_MS = 10_000

/**
 * Answers `GET /metrics` on a port of its own, so that a proxy in front of the app never shows them.
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export class MetricsServer {
  #server = createServer((request, response) => void this.#answer(request, response))
  #retry?: NodeJS.Timeout
  #isWaiting = false

  constructor(
    private registry: Registry,
    private config: MetricsConfig & { port: number },
    private logger: Logger
  ) {
    this.#server.requestTimeout = REQUEST_TIMEOUT_MS
    this.#server.headersTimeout = REQUEST_TIMEOUT_MS
    this.#server.on('error', (error: NodeJS.ErrnoException) => this.#failed(error))
    this.#server.on('listening', () => this.#listens())
    this.#server.unref()
  }

  /** The app also starts while the port is in use, and takes it when it is free. */
  start() {
    const { port, host } = this.config
    this.#server.listen({ port, host })
  }

  async stop() {
    clearTimeout(this.#retry)
    if (!this.#server.listening) return
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#server.closeAllConnections()
    await closed
  }

  #failed({ code, message }: NodeJS.ErrnoException) {
    const { port, host } = this.config
    if (!this.#isWaiting) {
      const reason = code === 'EADDRINUSE' ? 'another program uses it' : message
      this.logger.error(`METRICS_PORT ${port} on ${host} is not open: ${reason}`)
    }
    this.#isWaiting = true
    this.#retry = setTimeout(() => this.start(), RETRY_MS).unref()
  }

  #listens() {
    if (this.#isWaiting) this.logger.info(`METRICS_PORT ${this.config.port} is open now`)
    this.#isWaiting = false
  }

  async #answer(request: IncomingMessage, response: ServerResponse) {
    const [path] = request.url!.split('?')
    if (path !== '/metrics') return refuse(response, 404, 'The metrics are at /metrics')
    if (!['GET', 'HEAD'].includes(request.method!)) {
      response.setHeader('Allow', 'GET, HEAD')
      return refuse(response, 405, 'Use GET')
    }
    if (!this.#isAllowed(request)) {
      response.setHeader('WWW-Authenticate', 'Bearer')
      return refuse(response, 401, 'Send the token of METRICS_TOKEN: Authorization: Bearer …')
    }
    try {
      const text = await this.registry.metrics()
      response.setHeader('Content-Type', this.registry.contentType)
      response.end(text)
    } catch (error) {
      this.logger.error({ err: error }, 'The metrics could not be collected')
      refuse(response, 500, 'The metrics could not be collected. The log of the app says why')
    }
  }

  #isAllowed({ headers }: IncomingMessage) {
    const { token } = this.config
    if (!token) return true
    const [, given = ''] = /^Bearer (.*)$/i.exec(headers.authorization ?? '') ?? []
    return timingSafeEqual(digest(given), digest(token))
  }
}

function digest(text: string) {
  return createHash('sha256').update(text).digest()
}

function refuse(response: ServerResponse, status: number, sentence: string) {
  response.statusCode = status
  response.setHeader('Content-Type', 'text/plain; charset=utf-8')
  response.end(`${sentence}\n`)
}
