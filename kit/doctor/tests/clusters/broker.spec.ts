import { test } from '@japa/runner'
import { checkBroker } from '#doctor/checks/broker'
import { ManagedRabbitmq } from '#queue/tests/support/brokers/managed_rabbitmq'
import { RedisServer } from '#queue/tests/support/brokers/redis_server'
import { RabbitmqApp } from '#queue/tests/support/rabbitmq_app'
import { RedisDriver } from '#queue/drivers/redis/driver'
import { freePort } from '#tests/support/free_port'
import { eventually } from '#tests/support/eventually'

test.group('Doctor | RabbitMQ', (group) => {
  group.tap((one) => one.skip(!ManagedRabbitmq.isInstalled(), 'there is no RabbitMQ'))

  let broker: ManagedRabbitmq
  group.setup(async () => {
    if (!ManagedRabbitmq.isInstalled()) return async () => {}
    broker = await ManagedRabbitmq.started()
    return () => broker.end()
  })

  /** Only the findings that are not good. */
  async function faultsOf({ driver }: RabbitmqApp) {
    const findings = await checkBroker(driver as never, 'rabbitmq')
    return findings
      .filter(({ state }) => state !== 'good')
      .map(({ state, message }) => `${state}: ${message}`)
  }

  function newApp(change: { management?: string; url?: string } = {}) {
    return new RabbitmqApp(broker, { management: broker.management, ...change })
  }

  test('queues as the app declares them have no fault', async ({ assert, cleanup }) => {
    const app = newApp()
    cleanup(() => app.end())
    assert.deepEqual(await faultsOf(app), [])
  })

  test('a policy that removes jobs is a problem, and one that does not is none', async ({
    assert,
    cleanup,
  }) => {
    const app = newApp()
    cleanup(() => app.end())
    await app.driver.check()
    const policies = [
      [{ 'max-length': 10 }, 'max-length 10'],
      [{ 'message-ttl': 60_000 }, 'message-ttl 60000'],
      [{ 'delivery-limit': 2 }, 'delivery-limit 2'],
    ] as const
    for (const [definition, text] of policies) {
      await broker.setPolicy('limits', `^${app.prefix}\\.default$`, definition)
      const [fault] = await eventually(async () => {
        const found = await faultsOf(app)
        return found.length > 0 && found
      })
      assert.equal(
        fault,
        `problem: The policy limits gives the queue ${app.prefix}.default ${text}, so RabbitMQ takes jobs out of it`
      )
      await broker.removePolicy('limits')
      await eventually(async () => {
        const left = await faultsOf(app)
        return left.length === 0
      })
    }
    await broker.setPolicy('harmless', `^${app.prefix}`, { 'delivery-limit': 2_000_000 })
    assert.deepEqual(await faultsOf(app), [])
    await broker.removePolicy('harmless')
  })

  test('a queue of another type and one with other arguments are problems', async ({
    assert,
    cleanup,
  }) => {
    const app = newApp()
    cleanup(() => app.end())
    const declare = (queue: string, args: object) =>
      broker.call('PUT', `queues/%2F/${app.prefix}.${queue}`, { durable: true, arguments: args })
    await declare('default', {})
    await declare('low', { 'x-queue-type': 'quorum', 'x-delivery-limit': 5 })
    await declare('dead', { 'x-queue-type': 'quorum', 'x-delivery-limit': 1_000_000 })

    const faults = await faultsOf(app)
    const text = faults.join('\n')
    assert.include(text, 'exists in RabbitMQ with other arguments')
    assert.include(text, `The queue ${app.prefix}.default is a classic queue`)
    assert.include(text, `The queue ${app.prefix}.low has x-delivery-limit 5 instead of 20`)
  })

  test('without the management plugin, or its permission, that is a warning', async ({
    assert,
    cleanup,
  }) => {
    await broker.addUser('plain', 'secret-2', '/')
    const url = broker.urlFor('plain', 'secret-2')
    const nobody = `http://127.0.0.1:${await freePort()}`
    const apps = [newApp({ management: nobody }), newApp({ url })]
    cleanup(async () => {
      for (const app of apps) await app.end()
    })
    const [away, forbidden] = await Promise.all(apps.map(faultsOf))
    assert.include(
      away.join(),
      `warning: Policies and copies of the queues could not be checked: ${nobody}`
    )
    assert.match(away.join(), /ECONNREFUSED/)
    assert.match(forbidden.join(), /^warning: .*it answers 40[13]$/)
    assert.notInclude(forbidden.join(), 'secret-2')
  })
})

test.group('Doctor | Redis', (group) => {
  group.tap((one) => one.skip(!RedisServer.isInstalled(), 'there is no Redis'))

  test('the version of Redis is compared with the known faults', async ({ assert, cleanup }) => {
    const server = new RedisServer()
    await server.start()
    cleanup(() => server.end())
    const driver = new RedisDriver({ lease: '6s', redis: { url: server.url } }, async () => ({
      prefix: 'test',
    }))
    cleanup(() => driver.close())
    const examination = await driver.examine()
    assert.equal(examination.server.product, 'Redis')
    assert.match(examination.server.version, /^\d+\.\d+\.\d+$/)
    const [first] = await checkBroker(driver as never, 'redis')
    assert.equal(first.state, 'good')
  })
})
