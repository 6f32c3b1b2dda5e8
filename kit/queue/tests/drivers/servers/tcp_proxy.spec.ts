import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { withDatabase } from '#local_services/database_url'
import { startDatabaseProxy } from '#queue/tests/support/brokers/database_proxy'
import { freePort } from '#tests/support/free_port'
import { TcpProxy } from '#queue/tests/support/brokers/tcp_proxy'

test.group('Brokers | proxy', (group) => {
  let proxy: TcpProxy
  const sockets: Socket[] = []

  group.each.setup(async () => {
    const echo = createServer((socket) => socket.on('error', () => {}).pipe(socket))
    const port = await freePort()
    await once(echo.listen(port, '127.0.0.1'), 'listening')
    proxy = new TcpProxy(port)
    await proxy.start()
    return async () => {
      sockets.splice(0).forEach((socket) => socket.destroy())
      await proxy.end()
      await new Promise((resolve) => echo.close(resolve))
    }
  })

  const dial = async () => {
    const socket = connect(proxy.port, '127.0.0.1')
    sockets.push(socket)
    await once(socket, 'connect')
    return socket
  }
  const echoed = async (socket: Socket, message: string) => {
    socket.write(message)
    const [chunk] = await once(socket, 'data')
    return String(chunk)
  }

  test('the proxy passes everything up to the end of the stream', async ({ assert }) => {
    const long = 'x'.repeat(3_000_000)
    const socket = await dial()
    socket.end(long)
    assert.lengthOf(await text(socket), long.length)
  })

  test('a cut proxy resets its connections and refuses new ones', async ({ assert }) => {
    const socket = await dial()
    await echoed(socket, 'before')
    const reset = once(socket, 'error')
    await proxy.cut()
    const [error] = await reset
    assert.equal(error.code, 'ECONNRESET')
    await assert.rejects(dial, /ECONNREFUSED/)

    await proxy.restore()
    assert.equal(await echoed(await dial(), 'after'), 'after')
  })

  test('a stalled proxy accepts connections and passes nothing until it is restored', async ({
    assert,
  }) => {
    const old = await dial()
    await echoed(old, 'before')
    proxy.stall()
    const answers = Promise.all([echoed(old, 'old'), echoed(await dial(), 'new')])
    const silence = await Promise.race([answers, wait(200, 'silence')])
    assert.equal(silence, 'silence')

    await proxy.restore()
    assert.deepEqual(await answers, ['old', 'new'])
  })
  test('the proxy drops the data of forgotten connections and passes that of new ones', async ({
    assert,
  }) => {
    const old = await dial()
    await echoed(old, 'before')
    proxy.forget()
    const answer = await Promise.race([echoed(old, 'lost'), wait(200, 'nothing')])
    assert.equal(answer, 'nothing')
    assert.equal(await echoed(await dial(), 'new'), 'new')
    assert.isFalse(old.destroyed)
    assert.equal(proxy.connections, 2)
  })

  test('a proxy in front of PostgreSQL disconnects one client only', async ({
    assert,
    cleanup,
  }) => {
    const { proxy: database, url, databaseName } = await startDatabaseProxy()
    cleanup(() => database.end())
    const client = new pg.Client(withDatabase(url, databaseName))
    const lost = new Promise((resolve) => client.on('error', resolve))
    await client.connect()
    database.stall()
    const query = client.query('select current_database() as name')
    assert.equal(await Promise.race([query, wait(200, 'silence')]), 'silence')

    await database.restore()
    const { rows } = await query
    assert.deepEqual(rows, [{ name: databaseName }])

    await database.cut()
    await lost
    await assert.rejects(() => new pg.Client(url).connect(), /ECONNREFUSED/)
    await db.rawQuery('select 1')
  })
})
