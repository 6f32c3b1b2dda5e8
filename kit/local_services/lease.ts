import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { receive, type Reply, send, type Service } from './protocol.ts'

const RELEASE_TIMEOUT_MS = 75_000

type Progress = (text: string) => void

/** A connection to the keeper: the services run as long as it is open. It does not keep the process alive. */
export class Lease {
  readonly #socket: Socket
  readonly #closed: Promise<unknown>
  #onReply: (reply: Reply) => void = () => {}

  /** Returns undefined if no keeper listens. */
  static async open(path: string) {
    const socket = await connectTo(path)
    return socket && new Lease(socket)
  }

  private constructor(socket: Socket) {
    this.#socket = socket
    this.#closed = once(socket, 'close')
    socket.on('error', () => socket.destroy())
    receive<Reply>(socket, (reply) => this.#onReply(reply))
  }

  get isOpen() {
    return !this.#socket.destroyed
  }

  /**
   * Resolves to true when the services run, and to false if the keeper ended instead because it was already stopping.
   * @throws the keeper's own message if a service cannot be started
   */
  async ask(services: Service[], progress?: Progress) {
    this.#socket.ref()
    send(this.#socket, { want: services })
    const reply = await Promise.race([
      this.#finalReply(progress),
      this.#closed.then(() => undefined),
    ])
    this.#socket.unref()

    if (reply && 'error' in reply) {
      throw new Error(reply.error)
    }
    return reply !== undefined
  }

  onLost(handle: () => void) {
    this.#socket.once('close', handle)
  }

  /**
   * Resolves when the keeper has closed the connection: for its last client, this is after everything has stopped. It
   * does not wait for a hanging keeper longer than PostgreSQL's slowest stop takes.
   */
  async release() {
    this.#socket.ref()
    send(this.#socket, { release: true })
    const hangs = wait(RELEASE_TIMEOUT_MS, undefined, { ref: false })
    await Promise.race([this.#closed, hangs])
    this.#socket.destroy()
  }

  drop() {
    this.#socket.destroy()
  }

  #finalReply(progress?: Progress) {
    return new Promise<Reply>((resolve) => {
      this.#onReply = (reply) => {
        if ('progress' in reply) {
          progress?.(reply.progress)
        } else if (!('stopping' in reply)) {
          resolve(reply)
        }
      }
    })
  }
}

const NOBODY_LISTENS = ['ENOENT', 'ECONNREFUSED', 'ECONNRESET']

function connectTo(path: string) {
  return new Promise<Socket | undefined>((resolve, reject) => {
    const socket = connect(path)
    socket.once('connect', () => resolve(socket))
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (NOBODY_LISTENS.includes(error.code ?? '')) {
        resolve(undefined)
      } else {
        reject(error)
      }
    })
  })
}
