import { test } from '@japa/runner'
import queue from '#queue/main'
import SendWelcomeMail from '#jobs/send_welcome_mail'

test.group('A dispatch that the broker refuses', (group) => {
  group.each.setup(() => {
    const { config, driver } = queue
    const { connection } = config
    const { publish } = driver
    config.connection = 'redis'
    driver.publish = async () => {
      throw new Error('OOM command not allowed')
    }
    return () => {
      config.connection = connection
      driver.publish = publish
    }
  })

  test('says what the broker said', async ({ assert }) => {
    const error = await SendWelcomeMail.dispatch({ userId: 7 }).catch((refusal) => refusal)
    assert.containsSubset(error, {
      code: 'E_QUEUE_UNAVAILABLE',
      status: 503,
      message:
        'The broker did not confirm the job "send_welcome_mail", so it is unknown whether it was dispatched: OOM command not allowed',
      cause: { message: 'OOM command not allowed' },
    })
  })
})
