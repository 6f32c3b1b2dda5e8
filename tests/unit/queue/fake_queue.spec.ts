import { test } from '@japa/runner'
import queue from '#queue/main'
import SendAccountExistsMail from '#jobs/send_account_exists_mail'
import SendWelcomeMail from '#jobs/send_welcome_mail'

test.group('FakeQueue', () => {
  test('remembers what was dispatched', async ({ assert }) => {
    using fake = queue.fake()
    await queue.dispatch(SendWelcomeMail, { userId: 7 })

    fake.assertDispatched(SendWelcomeMail)
    fake.assertDispatched(SendWelcomeMail, { userId: 7 })
    fake.assertDispatched(SendWelcomeMail, ({ userId }) => userId > 6)
    fake.assertNotDispatched(SendAccountExistsMail)
    fake.assertCount(1)
    assert.equal(fake.dispatched[0].order.name, 'send_welcome_mail')
  })

  test('its assertions say what was dispatched instead', async ({ assert }) => {
    using fake = queue.fake()
    await queue.dispatch(SendWelcomeMail, { userId: 7 })

    assert.throws(
      () => fake.assertDispatched(SendWelcomeMail, { userId: 8 }),
      'SendWelcomeMail with {"userId":8} was not dispatched. Dispatched: send_welcome_mail with {"userId":7}'
    )
    assert.throws(() => fake.assertNotDispatched(SendWelcomeMail), /SendWelcomeMail was dispatched/)
    assert.throws(() => fake.assertCount(2), /2 jobs were expected/)
  })

  test('checks what the queue itself checks', async ({ assert }) => {
    using fake = queue.fake()
    await assert.rejects(
      () => queue.dispatch(SendWelcomeMail, { userId: 7 }, { queue: 'urgent' }),
      /There is no queue "urgent"/
    )
    fake.assertCount(0)
  })
})
