import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { test } from '@japa/runner'
import { RedisServer } from '#queue/tests/support/brokers/redis_server'
import { refused, RabbitmqApp, useRabbitmq } from '#queue/tests/support/rabbitmq_app'

let rabbit: RabbitmqApp

test.group('RabbitMQ check', (group) => {
  const broker = useRabbitmq(group, (begun) => (rabbit = begun))

  async function refusal(url: string): Promise<string> {
    const other = new RabbitmqApp(broker, { url, prefix: rabbit.prefix })
    const error = await other.driver.check().catch((thrown) => thrown)
    await other.end()
    return error?.code === 'E_BROKER_REFUSED' ? error.message : 'no refusal'
  }

  test('check explains a wrong address and missing queues', async ({ assert }) => {
    const { port } = broker
    assert.match(
      await refusal(`amqp://guest:secret-1@127.0.0.1:${port}`),
      /refuses the user "guest"/
    )
    assert.notMatch(await refusal(`amqp://guest:secret-1@127.0.0.1:${port}`), /secret-1/)
    assert.match(
      await refusal(broker.urlFor('guest', 'guest', 'elsewhere')),
      /no virtual host "elsewhere"/
    )
    assert.match(await refusal('http://127.0.0.1'), /AMQP_URL is not an address/)
    await rabbit.driver.check()
  })

  test('check distinguishes a missing permission from a wrong password: {$self}')
    .with([
      ['', '.*', '.*'],
      ['.*', '', '.*'],
      ['.*', '.*', ''],
    ] as [string, string, string][])
    .run(async ({ assert }, permissions) => {
      const name = `without-${permissions.indexOf('')}`
      await broker.addUser(name, 'secret-1', '/', permissions)
      assert.equal(
        await refusal(broker.urlFor(name, 'secret-1')),
        `The user "${name}" lacks permissions in the RabbitMQ virtual host "/". Grant configure, write and read with rabbitmqctl set_permissions`
      )
    })

  test('check detects a server that is not RabbitMQ, and one without TLS', async ({
    assert,
    cleanup,
  }) => {
    const redis = new RedisServer()
    await redis.start()
    cleanup(() => redis.end())
    const other = `127.0.0.1:${redis.port}`

    for (const scheme of ['amqp', 'amqps']) {
      assert.equal(
        await refusal(`${scheme}://${other}`),
        `The server at ${other} is not RabbitMQ. Correct AMQP_URL`
      )
    }
    assert.equal(
      await refusal(broker.url.replace('amqp:', 'amqps:')),
      `RabbitMQ at 127.0.0.1:${broker.port} does not speak TLS on this port. Write amqp:// instead of amqps://, or use the TLS port`
    )
  }).timeout(30_000)

  test('check waits for a RabbitMQ that is slow to answer', async ({ assert, cleanup }) => {
    const silent = createServer((socket) => socket.resume()).listen(0, '127.0.0.1')
    cleanup(() => void silent.close())
    await once(silent, 'listening')
    const { port } = silent.address() as AddressInfo
    assert.equal(await refusal(`amqp://127.0.0.1:${port}`), 'no refusal')
  }).timeout(30_000)

  test('check names a queue that was declared with other arguments', async ({ assert }) => {
    await rabbit.declareDifferently('low')
    const { error } = await refused(rabbit.driver.check())
    assert.match(error.message, /with other arguments .*\.low'/)
  })
})
