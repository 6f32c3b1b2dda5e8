import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { test } from '@japa/runner'
import { choosePort } from '#local_services/ports'

test.group('Local services | ports', () => {
  test('a requested port that is in use is an error that names it', async ({ assert }) => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    try {
      await assert.rejects(
        () => choosePort(String(port)),
        new RegExp(`PORT is ${port}, but this port is in use`)
      )
    } finally {
      server.close()
    }
  })

  test('the default port is 3333 or the next free one', async ({ assert }) => {
    const port = await choosePort(undefined)
    const server = createServer().listen(port)
    await once(server, 'listening')
    try {
      assert.isAtLeast(port, 3333)
      assert.notEqual(await choosePort(undefined), port)
    } finally {
      server.close()
    }
  })
})
