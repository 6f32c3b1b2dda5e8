import { connect } from 'node:net'

const PATIENCE_MS = 1000

/**
 * Connects to a loopback port, sends the request and reads the first bytes of the answer.
 * @returns undefined if nothing listens on the port, or if no answer comes within a second
 */
export function firstAnswer(port: number, request: string) {
  return new Promise<Buffer | undefined>((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: PATIENCE_MS })
    const finish = (answer?: Buffer) => {
      resolve(answer)
      socket.destroy()
    }
    socket.once('connect', () => socket.write(request, 'latin1'))
    socket.once('data', finish)
    socket.once('error', () => finish())
    socket.once('end', () => finish())
    socket.once('timeout', () => finish())
  })
}
