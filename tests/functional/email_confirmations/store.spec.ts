import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { RegistrationFactory } from '#database/factories/registration_factory'
import { UserFactory } from '#database/factories/user_factory'
import ResendConfirmationLink from '#jobs/resend_confirmation_link'
import queue from '#queue/main'
import { mailsTo } from '#tests/support/mails'
import { statementsOf } from '#tests/support/statements'

/** One address of each kind that a guest can ask for. */
const ADDRESSES = {
  unknown: async () => ({ email: `nobody.${crypto.randomUUID()}@example.com` }),
  pending: () => RegistrationFactory.create(),
  confirmed: () => UserFactory.create(),
  unconfirmed: () => UserFactory.apply('unconfirmed').create(),
}

test.group('Email confirmations | store', () => {
  test('a pending sign-up gets its link again', async ({ assert, client }) => {
    const { email } = await RegistrationFactory.create()
    const response = await client
      .visit('email_confirmations.store')
      .form({ email })
      .withCsrfToken()
      .redirects(0)
    await queue.drain()

    response.assertHeader('location', '/email-confirmations/new')
    const mails = await mailsTo(email)
    assert.deepEqual(
      mails.map(({ subject }) => subject),
      ['Confirm your e-mail address']
    )
  })

  test('the browser that signed up gets the link of its own sign-up, others the newest one', async ({
    client,
  }) => {
    using fake = queue.fake()
    const { email, id } = await RegistrationFactory.create()
    const resend = () => client.visit('email_confirmations.store').form({ email }).withCsrfToken()
    await resend().withSession({ registration_id: id }).redirects(0)
    await db.from('rate_limits').delete()
    await resend().redirects(0)

    fake.assertDispatched(ResendConfirmationLink, { email, registrationId: id })
    fake.assertDispatched(ResendConfirmationLink, { email, registrationId: null })
  })

  test('the request looks the same for every address', async ({ assert, client }) => {
    const traces: Record<string, unknown> = {}
    for (const [kind, create] of Object.entries(ADDRESSES)) {
      const { email } = await create()
      using fake = queue.fake()
      const { answer, statements } = await statementsOf(() =>
        client.visit('email_confirmations.store').form({ email }).withCsrfToken().redirects(0)
      )
      fake.assertCount(1)
      traces[kind] = { statements, status: answer.status(), flash: answer.flashMessage('success') }
    }

    for (const trace of Object.values(traces)) assert.deepEqual(trace, traces.unknown)
    assert.containsSubset(traces.unknown, { status: 302 })
  })

  test('confirmed, unconfirmed and unknown addresses get nothing', async ({ assert, client }) => {
    for (const kind of ['confirmed', 'unconfirmed', 'unknown'] as const) {
      const { email } = await ADDRESSES[kind]()
      await client.visit('email_confirmations.store').form({ email }).withCsrfToken().redirects(0)
      assert.deepInclude(await queue.drain(), { completed: 1 })
      assert.isEmpty(await mailsTo(email))
    }
  })

  test('an address that is refused is kept, and the page does not say that it got a link', async ({
    assert,
    client,
  }) => {
    const refused = await client
      .visit('email_confirmations.store')
      .form({ email: 'ada' })
      .header('referer', '/login')
      .withCsrfToken()
      .redirects(0)
    const page = await client
      .visit('email_confirmations.create')
      .withSession(refused.session())
      .withFlashMessages(refused.flashMessages())
      .withInertia()

    assert.containsSubset(page.inertiaProps, { email: 'ada' })
    assert.notProperty(page.inertiaProps, 'sentTo')
  })

  test('the address is unreadable in the queue and in the run log (ASVS 14.2.4)', async ({
    assert,
  }) => {
    const email = 'secret.address@example.com'
    await ResendConfirmationLink.dispatch({ email, registrationId: null })

    const stored = [await db.from('job_runs'), await db.from('bullmq.job')]
    assert.notInclude(JSON.stringify(stored), email)
  })
})
