import { test } from '@japa/runner'
import { RabbitmqServer } from '#queue/tests/support/brokers/rabbitmq_server'
import { TcpProxy } from '#queue/tests/support/brokers/tcp_proxy'
import { aMoment } from '#queue/tests/support/driver_listener'
import { hasIpv6, LOOPBACK_IPV6 } from '#queue/tests/support/ipv6'
import { eventually } from '#tests/support/eventually'
import { completed, storedJob, RabbitmqApp, untilAborted } from '#queue/tests/support/rabbitmq_app'

/** The driver gives up after 1.9 s, and a dispatch after 2 s; the rest allows for a busy machine. */
const LATEST_REJECTION_MS = 4000

test.group('RabbitMQ driver | Network', (group) => {
  let broker: RabbitmqServer
  let proxy: TcpProxy
  let rabbit: RabbitmqApp

  group.setup(async () => {
    broker = new RabbitmqServer()
    await broker.start()
    return () => broker.end()
  })
  group.each.setup(async () => {
    proxy = new TcpProxy(broker.port)
    await proxy.start()
    rabbit = new RabbitmqApp(broker, { url: `amqp://guest:guest@127.0.0.1:${proxy.port}` })
    return async () => {
      await rabbit.end()
      await proxy.end()
    }
  })

  test('a lost connection is replaced by one new connection', async ({ assert }) => {
    await rabbit.driver.publish([storedJob()])
    await proxy.cut()
    await proxy.restore()
    await eventually(() => published())
    // A second connection would open within a fifth of a second.
    await aMoment(1000)
    assert.equal(proxy.connections, 1)

    await rabbit.driver.close()
    await eventually(async () => proxy.connections === 0)
  })

  if (hasIpv6()) {
    test('a job is published and run over an address of IPv6, alone and in a cluster', async ({
      cleanup,
    }) => {
      const door = new TcpProxy(broker.port, LOOPBACK_IPV6)
      await door.start()
      cleanup(() => door.end())
      const host = `[${LOOPBACK_IPV6}]:${door.port}`

      for (const hosts of [host, `[${LOOPBACK_IPV6}]:1,${host}`]) {
        const app = new RabbitmqApp(broker, { url: `amqp://guest:guest@${hosts}` })
        cleanup(() => app.end())
        await app.listen(() => completed)
        await app.driver.publish([storedJob()])
        await app.untilEnded(1)
      }
    })
  }

  for (const [silence, begin] of [
    ['the network is frozen', () => proxy.stall()],
    ['the network has forgotten the connections', () => proxy.forget()],
  ] as const) {
    test(`${silence}: a publish fails, and a worker takes its job again`, async ({ assert }) => {
      const job = storedJob()
      await rabbit.driver.publish([job])
      await rabbit.listen((one) => (rabbit.reserved.length > 1 ? completed : untilAborted(one)))
      await rabbit.untilTaken(1)
      begin()
      const started = performance.now()
      await assert.rejects(() => rabbit.driver.publish([storedJob()]), /did not answer/)
      assert.isBelow(performance.now() - started, LATEST_REJECTION_MS)
      await rabbit.untilEnded(1)
      assert.equal(rabbit.ended[0].outcome.status, 'released')

      await proxy.restore()
      await eventually(async () => rabbit.reserved.filter(({ id }) => id === job.id).length === 2)
      await eventually(() => published())
      const again = rabbit.reserved.find(({ id }, index) => id === job.id && index > 0)
      assert.containsSubset(again, { attempt: 1, crashes: 0, possibleDuplicate: true })
    })
  }

  async function published() {
    return rabbit.driver.publish([storedJob()]).then(
      () => true,
      () => false
    )
  }
})
