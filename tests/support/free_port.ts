import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * A free loopback port. It is below the range that the system uses for outgoing connections, which could take it before
 * it is used.
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
