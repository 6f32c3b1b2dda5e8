import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { test } from '@japa/runner'
import { isFree } from '#tests/support/free_port'

test.group('Free port', () => {
  test('a port is free when no process listens on it', async ({ assert, cleanup }) => {
    const server = createServer().listen(0, '127.0.0.1')
    cleanup(() => void server.close())
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    assert.isFalse(await isFree(port))

    server.close()
    await once(server, 'close')
    assert.isTrue(await isFree(port))
  })
})
