import { once } from 'node:events'
import { connect, createServer, type NetConnectOpts, type Server, type Socket } from 'node:net'
import localServices from '#local_services/main'
import { freePort } from '#tests/support/free_port'

/**
 * A proxy between PostgreSQL and a process of a test. It can be cut for that process only.
 */
export class DatabaseProxy {
  #sockets = new Set<Socket>()
  #server?: Server

  private constructor(private port: number) {}

  static async open() {
    const proxy = new DatabaseProxy(await freePort())
    await proxy.restore()
    return proxy
  }

  /** The DATABASE_URL for the process, which appends the suffix of tests to the database's name itself. */
  get url() {
    const url = new URL(process.env.DATABASE_URL || 'postgresql://postgres@localhost/easystart')
    url.hostname = '127.0.0.1'
    url.port = String(this.port)
    return url.href
  }

  async restore() {
    this.#server = createServer((client) => this.#forward(client))
    await once(this.#server.listen(this.port, '127.0.0.1'), 'listening')
  }

  async cut() {
    const closed = new Promise((resolve) => this.#server!.close(resolve))
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }

  #forward(client: Socket) {
    const server = connect(place())
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ]) {
      this.#sockets.add(socket)
      socket.pipe(other)
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        this.#sockets.delete(socket)
        other.destroy()
      })
    }
  }
}

function place(): NetConnectOpts {
  if (process.env.DATABASE_URL) {
    const { hostname, port } = new URL(process.env.DATABASE_URL)
    return { host: hostname, port: Number(port || 5432) }
  }
  const { host, port } = localServices.databaseConnection('easystart')
  return { path: `${host}/.s.PGSQL.${port}` }
}
