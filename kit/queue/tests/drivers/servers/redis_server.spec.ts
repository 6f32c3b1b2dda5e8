import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Redis } from 'ioredis'
import { test } from '@japa/runner'
import { eventually } from '#tests/support/eventually'
import { firstAnswer } from '#queue/tests/support/brokers/first_answer'
import { RedisServer } from '#queue/tests/support/brokers/redis_server'

const MODULE = new URL('../../support/brokers/redis_server.ts', import.meta.url)
const PROGRAM = `
  import { RedisServer } from '${MODULE}'
  const server = new RedisServer()
  await server.start()
  process.stdout.write(String(server.port))
  setInterval(() => {}, 1000)
`

test.group('Brokers | Redis', (group) => {
  let server: RedisServer
  const clients: Redis[] = []

  group.tap((each) =>
    each.skip(!RedisServer.isInstalled(), 'there is no redis-server').timeout(20_000)
  )
  group.each.setup(() => {
    server = new RedisServer()
  })
  group.each.teardown(async () => {
    clients.splice(0).forEach((client) => client.disconnect())
    await server.end()
  })

  const connect = (options = {}, url = server.url) => {
    const client = new Redis(url, { maxRetriesPerRequest: 0, ...options })
    client.on('error', () => {})
    clients.push(client)
    return client
  }

  test('a confirmed key survives a kill, and the port stays the same', async ({ assert }) => {
    await server.start()
    const { port, pid } = server
    await connect().set('job', 'kept')
    await server.kill()
    assert.isFalse(server.isRunning)

    await server.start()
    assert.equal(server.port, port)
    assert.notEqual(server.pid, pid)
    assert.equal(await connect().get('job'), 'kept')
  })

  test('the server keeps its data over a stop and loses it in a flush', async ({ assert }) => {
    await server.start()
    await connect().set('job', 'kept')
    await server.stop()
    await server.start()
    assert.equal(await connect().get('job'), 'kept')

    await server.flush()
    assert.isNull(await connect().get('job'))
  })

  test('a frozen server does not answer, a resumed one does', async ({ assert }) => {
    await server.start()
    const client = connect({ commandTimeout: 300 })
    await client.set('job', 'kept')
    server.freeze()
    await assert.rejects(() => client.get('job'), /timed out/)

    server.thaw()
    assert.equal(await client.get('job'), 'kept')
  })

  test('the server uses the settings of the test', async ({ assert }) => {
    server = new RedisServer({ 'maxmemory-policy': 'allkeys-lru', 'requirepass': 'a secret' })
    await server.start()
    const policy = await connect().config('GET', 'maxmemory-policy')
    assert.deepEqual(policy, ['maxmemory-policy', 'allkeys-lru'])
    const wrong = connect({}, `redis://:wrong@127.0.0.1:${server.port}`)
    await assert.rejects(() => wrong.ping(), /WRONGPASS/)
  })

  test('a server that cannot start reports the reason', async ({ assert }) => {
    server = new RedisServer({ 'maxmemory-policy': 'nonsense' })
    await assert.rejects(() => server.start(), /Redis did not start on port \d+:[^]*nonsense/)
    assert.isFalse(server.isRunning)
  })
  test('the server ends with the process that started it, also after a kill -9', async ({
    assert,
  }) => {
    const parent = spawn(process.execPath, ['--input-type=module', '--eval', PROGRAM])
    const [output] = await once(parent.stdout, 'data')
    const port = Number(output)
    assert.exists(await firstAnswer(port, 'PING\r\n'))

    parent.kill('SIGKILL')
    await eventually(async () => !(await firstAnswer(port, 'PING\r\n')))
  })
})
