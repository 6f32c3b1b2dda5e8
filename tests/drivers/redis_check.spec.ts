import { test } from '@japa/runner'
import { RedisServer } from '#tests/support/brokers/redis_server'
import { redisDriver } from '#tests/support/redis_queue'

test.group('Redis check', () => {
  test('refuses {what}')
    .with([
      {
        what: 'a Redis that throws jobs away',
        settings: { 'maxmemory-policy': 'allkeys-lru' },
        url: (url: string) => url,
        says: /maxmemory-policy noeviction/,
      },
      {
        what: 'a missing password',
        settings: { requirepass: 'secret' },
        url: (url: string) => url.replace(':secret@', ''),
        says: /password.*REDIS_URL/,
      },
      {
        what: 'a wrong password',
        settings: { requirepass: 'secret' },
        url: (url: string) => url.replace('secret', 'wrong'),
        says: /password.*REDIS_URL/,
      },
      {
        what: 'a database that is not there',
        settings: {},
        url: (url: string) => `${url}/99`,
        says: /no such database.*REDIS_URL/,
      },
      {
        what: 'another protocol',
        settings: {},
        url: (url: string) => url.replace('redis:', 'http:'),
        says: /REDIS_URL is no address/,
      },
    ])
    .run(async ({ assert, cleanup }, { settings, url, says }) => {
      const redis = new RedisServer(settings as Record<string, string>)
      await redis.start()
      cleanup(() => redis.end())
      const driver = redisDriver(url(redis.url))

      const error = await driver.check().catch((thrown) => thrown)
      assert.equal(error?.code, 'E_BROKER_REFUSED')
      assert.match(error.message, says)
      assert.notInclude(error.message, 'secret')
    })

  test('passes with the right password', async ({ cleanup }) => {
    const redis = new RedisServer({ requirepass: 'secret' })
    await redis.start()
    cleanup(() => redis.end())
    await redisDriver(redis.url).check()
  })
})
