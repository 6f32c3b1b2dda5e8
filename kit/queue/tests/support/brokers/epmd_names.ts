import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

const ALIVE = 120
const HIDDEN_OR_VISIBLE = 77
const VERSIONS = [6, 5]
const START_TIMEOUT_MS = 20_000

/**
 * Names in the port mapper of one Erlang node, as if other nodes had registered themselves. So each connection to them can
 * have a proxy. A name stays as long as its socket.
 * @see https://www.erlang.org/doc/apps/erts/erl_dist_protocol.html#register-a-node-in-epmd
 */
export class EpmdNames {
  readonly #sockets: Socket[] = []

  /** Waits until the port mapper answers. */
  async register(epmdPort: number, name: string, port: number) {
    const deadline = Date.now() + START_TIMEOUT_MS
    while (!(await this.#tryOnce(epmdPort, name, port))) {
      if (Date.now() > deadline) throw new Error(`The port mapper at ${epmdPort} does not answer`)
      await wait(20)
    }
  }

  forget() {
    for (const socket of this.#sockets.splice(0)) socket.destroy()
  }

  async #tryOnce(epmdPort: number, name: string, port: number) {
    const socket = connect({ port: epmdPort, host: '127.0.0.1' })
    socket.on('error', () => {})
    try {
      await once(socket, 'connect')
      socket.write(request(name, port))
      await once(socket, 'data')
      this.#sockets.push(socket)
      socket.unref()
      return true
    } catch {
      socket.destroy()
      return false
    }
  }
}

function request(name: string, port: number) {
  const body = Buffer.alloc(13 + name.length)
  body.writeUInt8(ALIVE, 0)
  body.writeUInt16BE(port, 1)
  body.writeUInt8(HIDDEN_OR_VISIBLE, 3)
  body.writeUInt8(0, 4)
  body.writeUInt16BE(VERSIONS[0], 5)
  body.writeUInt16BE(VERSIONS[1], 7)
  body.writeUInt16BE(name.length, 9)
  body.write(name, 11, 'latin1')
  body.writeUInt16BE(0, 11 + name.length)
  const length = Buffer.alloc(2)
  length.writeUInt16BE(body.length, 0)
  return Buffer.concat([length, body])
}
