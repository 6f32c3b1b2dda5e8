import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'

const PATIENCE_MS = 1000

/**
 * Connects to a loopback port, sends the request and reads the first bytes of the answer.
 * @param isTls whether the server speaks TLS; this process has to trust its certificate
 * @returns undefined if nothing listens on the port, or if no answer comes within a second
 */
export function firstAnswer(port: number, request: string, isTls = false) {
  return new Promise<Buffer | undefined>((resolve) => {
    const address = { port, host: '127.0.0.1', timeout: PATIENCE_MS }
    const socket = isTls ? connectTls(address) : connect(address)
    const finish = (answer?: Buffer) => {
      resolve(answer)
      socket.destroy()
    }
    socket.once(isTls ? 'secureConnect' : 'connect', () => socket.write(request, 'latin1'))
    socket.once('data', finish)
    socket.once('error', () => finish())
    socket.once('end', () => finish())
    socket.once('timeout', () => finish())
  })
}
