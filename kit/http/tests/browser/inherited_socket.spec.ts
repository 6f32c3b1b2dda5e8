import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import { eventually } from '#tests/support/eventually'
import { freePort } from '#tests/support/free_port'
import { startServer } from '#tests/support/processes'

/** Each request has a connection of its own. */
async function statusesUntil(origin: string, signal: AbortSignal) {
  const statuses: number[] = []
  while (!signal.aborted) {
    const { status } = await fetch(`${origin}/login`, { headers: { connection: 'close' } })
    statuses.push(status)
  }
  return statuses
}

test.group('A socket of systemd', () => {
  test('two web servers share it, and no connection fails when one of them stops', async ({
    assert,
    cleanup,
  }) => {
    const PORT = String(await freePort())
    // This process must answer no connection itself.
    const socket = createServer((connection) => connection.destroy())
    socket.listen(Number(PORT), 'localhost')
    await once(socket, 'listening')
    const { fd } = (socket as unknown as { _handle: { fd: number } })._handle
    const env = { PORT, APP_URL: `http://localhost:${PORT}`, LOG_LEVEL: 'info' }
    const [first, second] = await Promise.all([startServer(env, fd), startServer(env, fd)])
    // An answer on the socket may be of the other server.
    const isStarted = ({ lines }: typeof first) =>
      lines().some((line) => line.includes('started HTTP server'))
    await eventually(async () => isStarted(first) && isStarted(second))
    socket.close()

    const finished = new AbortController()
    cleanup(() => finished.abort())
    const visits = [1, 2, 3].map(() => statusesUntil(first.origin, finished.signal))
    await wait(500)
    await first.stop()
    assert.equal(first.exitCode(), 0)
    await wait(500)
    finished.abort()
    const found = await Promise.all(visits)
    const statuses = found.flat()

    assert.isAbove(statuses.length, 20)
    assert.isTrue(statuses.every((status) => status === 200))
    await second.stop()
    assert.equal(second.exitCode(), 0)
  })
})
