import { test } from '@japa/runner'
import { TcpProxy } from '#queue/tests/support/brokers/tcp_proxy'
import { hasIpv6, LOOPBACK_IPV6 } from '#queue/tests/support/ipv6'
import { redisDriver, RedisQueue } from '#queue/tests/support/redis_queue'
import { storedJob } from '#queue/tests/support/stored_jobs'

if (hasIpv6()) {
  test.group('Redis | IPv6', (group) => {
    const queue = new RedisQueue(group)

    test('a job is published over an address of IPv6', async ({ assert, cleanup }) => {
      const door = new TcpProxy(queue.server.port, LOOPBACK_IPV6)
      await door.start()
      const driver = redisDriver(`redis://[${LOOPBACK_IPV6}]:${door.port}/0`)
      cleanup(async () => {
        await driver.close()
        await door.end()
      })
      const job = storedJob()
      await driver.check()
      await driver.publish([job])
      assert.deepEqual(await queue.has(job), [job])
    })
  })
}
