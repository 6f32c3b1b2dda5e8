import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate as nextRound } from 'node:timers/promises'
import { test } from '@japa/runner'
import { RedisServer } from '#queue/tests/support/brokers/redis_server'
import { redisDriver } from '#queue/tests/support/redis_queue'

/** Collects output besides the refusal: warnings of the client and rejected promises. */
function noises(cleanup: (handler: () => void) => void) {
  const heard: unknown[] = []
  const hear = (noise: unknown) => heard.push(noise)
  const { warn } = console
  console.warn = hear
  process.on('unhandledRejection', hear)
  cleanup(() => {
    console.warn = warn
    process.off('unhandledRejection', hear)
  })
  return heard
}

test.group('Redis check', () => {
  test('check refuses {what}')
    .with([
      {
        what: 'a Redis that discards jobs',
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
        what: 'a database that is no number',
        settings: {},
        url: (url: string) => `${url}/abc`,
        says: /no such database.*REDIS_URL/,
      },
      {
        what: 'a password that Redis does not want',
        settings: {},
        url: (url: string) => url.replace('redis://', 'redis://:secret@'),
        says: /has no password.*REDIS_URL/,
      },
      {
        what: 'another protocol',
        settings: {},
        url: (url: string) => url.replace('redis:', 'http:'),
        says: /REDIS_URL is not the address/,
      },
    ])
    .run(async ({ assert, cleanup }, { settings, url, says }) => {
      const others = noises(cleanup)
      const redis = new RedisServer(settings as Record<string, string>)
      await redis.start()
      cleanup(() => redis.end())
      const driver = redisDriver(url(redis.url))

      const error = await driver.check().catch((thrown) => thrown)
      assert.equal(error?.code, 'E_BROKER_REFUSED')
      assert.match(error.message, says)
      assert.notInclude(error.message, 'secret')
      await nextRound()
      assert.isEmpty(others)
    })

  test('check refuses a server that is not Redis', async ({ assert, cleanup }) => {
    const web = createServer().listen(0, '127.0.0.1')
    cleanup(() => void web.close())
    await once(web, 'listening')
    const { port } = web.address() as AddressInfo
    const refusal = (url: string) =>
      redisDriver(url)
        .check()
        .catch((error) => error.message)

    assert.equal(
      await refusal(`redis://127.0.0.1:${port}`),
      'The server of REDIS_URL is not Redis. Correct REDIS_URL'
    )
    assert.match(await refusal(`rediss://127.0.0.1:${port}`), /does not speak TLS/)
  })

  test('check passes with the right password', async ({ cleanup }) => {
    const redis = new RedisServer({ requirepass: 'secret' })
    await redis.start()
    cleanup(() => redis.end())
    await redisDriver(redis.url).check()
  })
})
