import { test } from '@japa/runner'
import { hasSentinels, redisUrlsOf, sentinelOptions } from '#queue/drivers/redis/address'
import { addressOf, urlsOf } from '#queue/drivers/rabbitmq/hosts'

test.group('Queue | addresses of brokers', () => {
  test('a URL with sentinels becomes options of the client', ({ assert }) => {
    const url =
      'rediss+sentinel://app:p%40ss:word@s1,10.0.0.2:6000,[fd00::3]:6001/2?master=shop&sentinelPassword=a%26b'
    assert.isTrue(hasSentinels(url))
    assert.containsSubset(sentinelOptions(url), {
      sentinels: [
        { host: 's1', port: 26_379 },
        { host: '10.0.0.2', port: 6000 },
        { host: 'fd00::3', port: 6001 },
      ],
      name: 'shop',
      username: 'app',
      password: 'p@ss:word',
      db: 2,
      sentinelPassword: 'a&b',
      enableTLSForSentinelMode: true,
    })
    assert.deepEqual(redisUrlsOf(url), [
      'rediss://s1',
      'rediss://10.0.0.2:6000',
      'rediss://[fd00::3]:6001',
    ])
  })

  test('{$self} has no password and no TLS')
    .with(['redis+sentinel://s1?master=shop', 'redis+sentinel://s1:26379/0?master=shop'])
    .run(({ assert }, url) => {
      const { sentinels, password, username, db, tls } = sentinelOptions(url)
      assert.deepEqual(
        { sentinels, password, username, db, tls },
        {
          sentinels: [{ host: 's1', port: 26_379 }],
          password: undefined,
          username: undefined,
          db: 0,
          tls: undefined,
        }
      )
    })

  test('{url} is refused: {message}')
    .with([
      { url: 'redis+sentinel://:s3cret@s1/0', message: 'it needs ?master=' },
      { url: 'redis+sentinel://:s3cret@s1,/0?master=shop', message: 'its host 2 is not a name' },
      { url: 'redis+sentinel://s1:99999/0?master=shop', message: 'its host 1 is not a name' },
    ])
    .run(({ assert }, { url, message }) => {
      const refusal = errorOf(() => sentinelOptions(url))
      assert.include(refusal, message)
      assert.notInclude(refusal, 's3cret')
    })

  test('one Redis is its own address', ({ assert }) => {
    assert.isFalse(hasSentinels('redis://[::1]:6379/0'))
    assert.deepEqual(redisUrlsOf('redis://[::1]:6379/0'), ['redis://[::1]:6379/0'])
  })

  test('nodes of RabbitMQ may have addresses of IPv6', ({ assert }) => {
    const urls = urlsOf('amqp://app@mq1,[fd00::2]:6000,[::1]/shop')
    assert.deepEqual(
      urls.map((url) => addressOf(url).split(':')),
      [
        ['mq1', ''],
        ['fd00::2', '6000'],
        ['::1', ''],
      ]
    )
  })
})

function errorOf(action: () => unknown) {
  try {
    action()
  } catch (error) {
    return (error as Error).message
  }
  return ''
}
