import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import RecordFailedLogIn from '#jobs/record_failed_log_in'
import queue from '#queue/main'

test.group('Sessions | failures', () => {
  test('a failed log-in is in the activity of the account, with its origin and its time (ASVS 16.3.1)', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    const response = await client
      .visit('sessions.store')
      .header('user-agent', 'Firefox')
      .form({ email: user.email, password: 'wrong-password' })
      .withCsrfToken()
      .redirects(0)
    assert.lengthOf(await db.from('account_events').where('user_id', user.id), 0)
    await queue.drain()

    response.assertFlashMessage(
      'formError',
      'These details do not match an account that can log in. Check them and try again.'
    )
    const events = await db.from('account_events').where('user_id', user.id)
    assert.lengthOf(events, 1)
    assert.containsSubset(events[0], { kind: 'sign_in_failed', user_agent: 'Firefox' })
    assert.match(events[0].ip_address, /127\.0\.0\.1|::1/)
  })

  test('for an unknown address the request does the same, and nothing is recorded', async ({
    client,
    db: rows,
  }) => {
    const email = `nobody.${crypto.randomUUID()}@example.com`
    {
      using fake = queue.fake()
      await client
        .visit('sessions.store')
        .form({ email, password: 'wrong-password' })
        .withCsrfToken()
        .redirects(0)
      fake.assertDispatched(RecordFailedLogIn)
    }
    const job = { email, failedAt: new Date().toISOString(), ipAddress: null, userAgent: null }
    await RecordFailedLogIn.dispatch(job)
    await queue.drain()
    await rows.assertMissing('account_events', { kind: 'sign_in_failed' })
  })

  test('a log-in that succeeds records no failure', async ({ client, db: rows }) => {
    const { id, email } = await UserFactory.create()
    await client
      .visit('sessions.store')
      .form({ email, password: 'secret-password' })
      .withCsrfToken()
      .redirects(0)
    await queue.drain()
    await rows.assertHas('account_events', { user_id: id, kind: 'signed_in' })
    await rows.assertMissing('account_events', { user_id: id, kind: 'sign_in_failed' })
  })
})
