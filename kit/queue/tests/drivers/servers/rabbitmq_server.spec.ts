import { Connection } from 'rabbitmq-client'
import { test } from '@japa/runner'
import { eventually } from '#tests/support/eventually'
import { RabbitmqServer } from '#queue/tests/support/brokers/rabbitmq_server'

const QUEUE = { queue: 'jobs', durable: true, arguments: { 'x-queue-type': 'quorum' } } as const

/** RabbitMQ takes five seconds to start, so one test covers its whole life. */
test.group('Brokers | RabbitMQ', (group) => {
  const server = new RabbitmqServer()
  const connections: Connection[] = []

  group.tap((each) =>
    each.skip(!RabbitmqServer.isInstalled(), 'there is no rabbitmq-server').timeout(40_000)
  )
  group.each.teardown(async () => {
    connections.splice(0).forEach((connection) => connection.unsafeDestroy())
    await server.end()
  })

  const connect = (url = server.url) => {
    const connection = new Connection({ url, acquireTimeout: 500, retryLow: 100 })
    connection.on('error', () => {})
    connections.push(connection)
    return connection
  }
  const depth = async (connection: Connection) => {
    const { messageCount } = await connection.queueDeclare(QUEUE)
    return messageCount
  }

  test('the server keeps confirmed jobs over a freeze and a kill, until a flush', async ({
    assert,
  }) => {
    await server.start()
    const { port } = server
    const first = connect()
    const publisher = first.createPublisher({ confirm: true })
    await first.queueDeclare(QUEUE)
    await server.settle()
    await publisher.send('jobs', 'kept')

    server.freeze()
    await assert.rejects(() => connect().acquire())
    server.thaw()
    await publisher.send('jobs', 'kept too')

    await server.kill()
    assert.isFalse(server.isRunning)
    await assert.rejects(() => connect().acquire())
    await server.start()
    assert.equal(server.port, port)
    const second = connect()
    await eventually(async () => (await depth(second)) === 2)

    await server.flush()
    assert.equal(await depth(second), 0)

    await server.addVhost('elsewhere')
    await server.addUser('ada', 'a "secret"', 'elsewhere')
    await connect(server.urlFor('ada', 'a "secret"', 'elsewhere')).acquire()
    await assert.rejects(() => connect(server.urlFor('ada', 'a "secret"')).acquire())
    await assert.rejects(() => connect(server.urlFor('ada', 'wrong', 'elsewhere')).acquire())
    await assert.rejects(() => server.evaluate('no_such:thing().'), /failed: undef/)
  })
})
