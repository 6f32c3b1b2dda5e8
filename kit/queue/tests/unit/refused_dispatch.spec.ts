import { test } from '@japa/runner'
import queue from '#queue/main'
import SendRegistrationMail from '#jobs/send_registration_mail'

test.group('Refused dispatch', (group) => {
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

  test('the error has the message of the broker', async ({ assert }) => {
    const error = await SendRegistrationMail.dispatch({ registrationId: '7' }).catch(
      (refusal) => refusal
    )
    assert.containsSubset(error, {
      code: 'E_QUEUE_UNAVAILABLE',
      status: 503,
      message:
        'The broker did not confirm the job "send_registration_mail", so it is unknown whether it was dispatched: OOM command not allowed',
      cause: { message: 'OOM command not allowed' },
    })
  })
})
