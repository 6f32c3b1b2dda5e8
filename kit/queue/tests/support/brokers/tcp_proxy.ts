import { once } from 'node:events'
import { connect, createServer, type NetConnectOpts, type Server, type Socket } from 'node:net'
import { freePort } from '../../../../../tests/support/free_port.ts'

type State = 'open' | 'stalled' | 'cut'

/**
 * A proxy on a loopback port that simulates network failures for its own clients only.
 */
export class TcpProxy {
  readonly #target: NetConnectOpts
  readonly #clients = new Set<Socket>()
  readonly #sockets = new Set<Socket>()
  #server?: Server
  #port?: number
  #state: State = 'open'

  /**
   * @param target a port on 127.0.0.1, or connection options of node:net
   * @param host the address of this machine on which it listens
   */
  constructor(
    target: number | NetConnectOpts,
    private host = '127.0.0.1'
  ) {
    this.#target = typeof target === 'number' ? { port: target, host: '127.0.0.1' } : target
  }

  /** @throws before `start` */
  get port() {
    if (!this.#port) throw new Error('The proxy has not been started')
    return this.#port
  }

  /** The number of connected clients. */
  get connections() {
    return this.#clients.size
  }

  /** Tries another port if a different process takes the free port first. */
  async start(): Promise<void> {
    this.#port = await freePort()
    try {
      await this.#listen()
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
      await this.start()
    }
  }

  /** Simulates a machine that is off: every connection is reset, and new ones are refused. */
  async cut() {
    this.#state = 'cut'
    await this.#close()
  }

  /**
   * Simulates a frozen network: connections stay and new ones are accepted, but no data passes in either direction.
   * Data that is on its way arrives after `restore`.
   */
  stall() {
    if (this.#state === 'cut') throw new Error('A proxy that is cut cannot stall: restore it first')
    this.#state = 'stalled'
    this.#sockets.forEach((socket) => socket.pause())
  }

  /**
   * Simulates a firewall that drops its connections: data of existing connections is lost and neither end is notified.
   * New connections work.
   */
  forget() {
    for (const socket of this.#sockets) {
      for (const event of ['data', 'end', 'close']) socket.removeAllListeners(event)
      socket.on('close', () => {
        this.#sockets.delete(socket)
        this.#clients.delete(socket)
      })
      socket.resume()
    }
  }

  async restore() {
    const before = this.#state
    this.#state = 'open'
    if (before === 'cut') await this.#listen()
    if (before === 'stalled') this.#sockets.forEach((socket) => socket.resume())
  }

  async end() {
    await this.#close()
  }

  async #listen() {
    this.#server = createServer({ pauseOnConnect: true, noDelay: true, allowHalfOpen: true })
    this.#server.on('connection', (client) => this.#join(client))
    this.#server.listen(this.port, this.host)
    await once(this.#server, 'listening')
  }

  async #close() {
    const server = this.#server
    this.#server = undefined
    const closed = server && new Promise((resolve) => server.close(resolve))
    this.#clients.forEach(reset)
    this.#sockets.forEach((socket) => socket.destroy())
    await closed
  }

  #join(client: Socket) {
    const upstream = connect({ ...this.#target, allowHalfOpen: true }).setNoDelay()
    this.#clients.add(client)
    client.on('close', () => this.#clients.delete(client))
    this.#relay(client, upstream)
    this.#relay(upstream, client)
  }

  #relay(from: Socket, to: Socket) {
    this.#sockets.add(from)
    from.on('data', (chunk) => this.#pass(chunk, from, to))
    from.on('end', () => to.end())
    from.on('error', () => to.destroy())
    from.on('close', () => {
      this.#sockets.delete(from)
      to.destroySoon()
    })
    to.on('drain', () => this.#state === 'open' && from.resume())
    if (this.#state === 'open') from.resume()
    else from.pause()
  }

  #pass(chunk: Buffer, from: Socket, to: Socket) {
    if (!to.write(chunk)) from.pause()
  }
}

/** A socket that is being closed must not be reset: Node would lose its handle, and the process would never end. */
function reset(socket: Socket) {
  if (socket.writableEnded) socket.destroy()
  else socket.resetAndDestroy()
}
