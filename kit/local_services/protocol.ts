import type { Socket } from 'node:net'
import { createInterface } from 'node:readline'

export type Service = 'postgres' | 'mailbox'

/** What a client says. Its open connection is the lease; `release` asks to hear when all is stopped. */
export type Request = { want: Service[] } | { release: true }

/** What the keeper answers to `want`: any number of `progress`, then one of the others. */
export type Reply = { progress: string } | { ready: true } | { error: string } | { stopping: true }

/** The exit code of a keeper that found another one at work. */
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
  // Those of the socket, which has a listener of its own.
  lines.on('error', () => {})
}
