import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * A loopback port that nobody listens on, below those that the system gives to outgoing connections: one of
 * those could be taken before it is used.
 */
export async function freePort(): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 10_000)
  return (await isFree(port)) ? port : freePort()
}

export async function isFree(port: number) {
  const server = createServer().listen(port, '127.0.0.1')
  const outcome = await once(server, 'listening').then(
    () => true,
    () => false
  )
  await new Promise((resolve) => server.close(resolve))
  return outcome
}
