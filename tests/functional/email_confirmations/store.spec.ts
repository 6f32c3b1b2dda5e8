import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import SendWelcomeMail from '#jobs/send_welcome_mail'
import queue from '#queue/main'

test.group('Email confirmations | store', () => {
  test('an unconfirmed account gets its link again', async ({ client }) => {
    using fake = queue.fake()
    const user = await UserFactory.apply('unconfirmed').create()
    const response = await client
      .visit('email_confirmations.store')
      .form({ email: user.email })
      .withCsrfToken()
      .redirects(0)

    response.assertHeader('location', '/email-confirmations/new')
    fake.assertDispatched(SendWelcomeMail, { userId: user.id })
  })

  test('confirmed and unknown addresses get nothing, and the page says the same', async ({
    assert,
    client,
  }) => {
    using fake = queue.fake()
    const { email } = await UserFactory.create()
    const answers = []
    for (const address of [email, 'nobody@example.com']) {
      const response = await client
        .visit('email_confirmations.store')
        .form({ email: address })
        .withCsrfToken()
        .redirects(0)
      answers.push([response.status(), response.flashMessage('success')])
    }

    assert.deepEqual(answers[0], answers[1])
    assert.isString(answers[0][1])
    fake.assertCount(0)
  })
})
