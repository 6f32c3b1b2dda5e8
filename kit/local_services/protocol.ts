import type { Socket } from 'node:net'
import { createInterface } from 'node:readline'

export type Service = 'postgres' | 'mailbox'

/**
 * A request of a client. The open connection is the lease; `release` asks for an end of the connection when all is
 * stopped.
 */
export type Request = { want: Service[] } | { release: true }

/** The keeper's replies to `want`: any number of `progress`, then one of the others. */
export type Reply = { progress: string } | { ready: true } | { error: string } | { stopping: true }

/** The exit code of a keeper if another one already holds the lock. */
export const LOCKED_EXIT_CODE = 75

export function send(socket: Socket, message: Request | Reply) {
  if (socket.writable) {
    socket.write(`${JSON.stringify(message)}\n`)
  }
}

export function receive<Message extends Request | Reply>(
  socket: Socket,
  handle: (message: Message) => void
) {
  const lines = createInterface({ input: socket })
  lines.on('line', (line) => handle(JSON.parse(line)))
  // Errors of the socket also appear here, but the socket has its own listener.
  lines.on('error', () => {})
}
