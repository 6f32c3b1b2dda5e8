import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { RegistrationFactory } from '#database/factories/registration_factory'
import { UserFactory } from '#database/factories/user_factory'
import SendPasswordReset from '#jobs/send_password_reset'
import PasswordReset from '#models/password_reset'
import queue from '#queue/main'
import { mailsTo } from '#tests/support/mails'
import { statementsOf } from '#tests/support/statements'

/** One address of each kind that a guest can type. */
const ADDRESSES = {
  unknown: async () => ({ email: `nobody.${crypto.randomUUID()}@example.com` }),
  pending: () => RegistrationFactory.create(),
  confirmed: () => UserFactory.create(),
  unconfirmed: () => UserFactory.apply('unconfirmed').create(),
}

async function subjectsTo(email: string) {
  const mails = await mailsTo(email)
  return mails.map(({ subject }) => subject)
}

test.group('Password resets | store', () => {
  test('the owner of an account gets a link, in upper or lower case', async ({
    assert,
    client,
  }) => {
    const { email } = await UserFactory.create()
    const response = await client
      .visit('password_resets.store')
      .form({ email: email.toUpperCase() })
      .withCsrfToken()
      .redirects(0)
    await queue.drain()

    response.assertHeader('location', '/forgot-password')
    response.assertFlashMessage('sentTo', email)
    const [{ subject, text }] = await mailsTo(email)
    assert.equal(subject, 'Choose a new password')
    assert.match(text!, /\/password-resets\/[\da-f]{32}\b/)
  })

  test('the mail is in the language of the account', async ({ assert, client }) => {
    const { email } = await UserFactory.merge({ locale: 'es' }).create()
    await client.visit('password_resets.store').form({ email }).withCsrfToken().redirects(0)
    await queue.drain()

    assert.deepEqual(await subjectsTo(email), ['Elige una contraseña nueva'])
  })

  test('a pending sign-up gets its confirmation link instead', async ({ assert, client }) => {
    const { email } = await RegistrationFactory.create()
    await client.visit('password_resets.store').form({ email }).withCsrfToken().redirects(0)
    await queue.drain()

    assert.deepEqual(await subjectsTo(email), ['Confirm your e-mail address'])
  })

  test('unknown and unconfirmed addresses get nothing', async ({ assert, client }) => {
    for (const kind of ['unknown', 'unconfirmed'] as const) {
      const { email } = await ADDRESSES[kind]()
      await client.visit('password_resets.store').form({ email }).withCsrfToken().redirects(0)
      await queue.drain()
      assert.isEmpty(await mailsTo(email))
    }
  })

  test('the request looks the same for every address', async ({ assert, client }) => {
    const traces: Record<string, unknown> = {}
    for (const [kind, create] of Object.entries(ADDRESSES)) {
      const { email } = await create()
      using fake = queue.fake()
      const { answer, statements } = await statementsOf(() =>
        client.visit('password_resets.store').form({ email }).withCsrfToken().redirects(0)
      )
      fake.assertCount(1)
      traces[kind] = { statements, status: answer.status() }
    }

    for (const trace of Object.values(traces)) assert.deepEqual(trace, traces.unknown)
    assert.containsSubset(traces.unknown, { status: 302 })
  })

  test('an account gets 3 links an hour', async ({ assert }) => {
    const { email } = await UserFactory.create()
    for (let times = 0; times < 5; times++) await SendPasswordReset.dispatch({ email })
    await queue.drain()

    assert.lengthOf(await mailsTo(email), 3)
  })

  test('a second run of the same job replaces its link', async ({ assert }) => {
    const user = await UserFactory.create()
    const jobId = crypto.randomUUID()
    const first = await PasswordReset.issue(user, jobId)
    const second = await PasswordReset.issue(user, jobId)

    assert.isNull(await PasswordReset.findPending(first!.token))
    assert.isNotNull(await PasswordReset.findPending(second!.token))
  })

  test('an invalid address is refused, and nothing is sent', async ({ assert, client }) => {
    using fake = queue.fake()
    for (const email of ['', 'ada', '"ada"@example.com', `${'a'.repeat(250)}@example.com`]) {
      const response = await client
        .visit('password_resets.store')
        .form({ email })
        .withCsrfToken()
        .redirects(0)
      assert.property(response.flashMessage('inputErrorsBag'), 'email')
    }
    fake.assertCount(0)
  })

  test('an address that is refused is kept, and the page does not say that it got a link', async ({
    assert,
    client,
  }) => {
    const refused = await client
      .visit('password_resets.store')
      .form({ email: 'ada' })
      .header('referer', '/login')
      .withCsrfToken()
      .redirects(0)
    const page = await client
      .visit('password_resets.create')
      .withSession(refused.session())
      .withFlashMessages(refused.flashMessages())
      .withInertia()

    assert.containsSubset(page.inertiaProps, { email: 'ada' })
    assert.notProperty(page.inertiaProps, 'sentTo')
  })

  test('the address is unreadable in the queue and in the run log', async ({ assert }) => {
    const email = 'secret.address@example.com'
    await SendPasswordReset.dispatch({ email })

    const stored = [await db.from('job_runs'), await db.from('bullmq.job')]
    assert.notInclude(JSON.stringify(stored), email)
  })

  test('a member is redirected away from the page', async ({ client }) => {
    const user = await UserFactory.create()
    const response = await client.visit('password_resets.create').loginAs(user).redirects(0)

    response.assertHeader('location', '/dashboard')
  })
})
