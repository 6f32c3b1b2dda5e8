import { test } from '@japa/runner'
import { refused, RabbitmqApp, useRabbitmq } from '#tests/support/rabbitmq_app'

let rabbit: RabbitmqApp

test.group('RabbitMQ check', (group) => {
  const broker = useRabbitmq(group, (begun) => (rabbit = begun))

  test('check says what is wrong with the address and the queues', async ({ assert }) => {
    const refusal = async (url: string) => {
      const other = new RabbitmqApp(broker, { url, prefix: rabbit.prefix })
      const { error } = await refused(other.driver.check())
      await other.end()
      assert.equal((error as Error & { code: string }).code, 'E_BROKER_REFUSED')
      return error.message
    }
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

  test('check names a queue that was made differently', async ({ assert }) => {
    await rabbit.declareDifferently('low')
    const { error } = await refused(rabbit.driver.check())
    assert.match(error.message, /made differently .*\.low'/)
  })
})
