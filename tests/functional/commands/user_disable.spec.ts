import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import SendPasswordReset from '#jobs/send_password_reset'
import PasswordReset from '#models/password_reset'
import BrowserSession from '#services/browser_session'
import queue from '#queue/main'
import { mailsTo } from '#tests/support/mails'
import { run, addSessions, logIn } from '#tests/support/user_commands'
import UserDisable from '../../../commands/user_disable.ts'
import UserEnable from '../../../commands/user_enable.ts'

test.group('Commands | user:disable', () => {
  test('user:disable ends the sessions, remembered log-ins and links of this account only (ASVS 7.4.2)', async ({
    assert,
    db: rows,
  }) => {
    const [user, other] = await UserFactory.createMany(2)
    for (const one of [user, other]) {
      await addSessions(one)
      await PasswordReset.issue(one, crypto.randomUUID())
    }
    const { exitCode } = await run(UserDisable, [user.email.toUpperCase()])

    assert.equal(exitCode, 0)
    await rows.assertHas('account_events', { user_id: user.id, kind: 'account_disabled' })
    for (const [table, column] of [
      ['sessions', 'user_id'],
      ['remember_me_tokens', 'tokenable_id'],
      ['password_resets', 'user_id'],
    ]) {
      await rows.assertMissing(table, { [column]: user.id })
      await rows.assertHas(table, { [column]: other.id }, 1)
    }
  })

  test('a log-in to a disabled account is answered like one with a wrong password', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    const wrong = await logIn(client, user.email, 'wrong-password')
    await run(UserDisable, [user.email])
    const disabled = await logIn(client, user.email, 'secret-password')

    assert.isUndefined(disabled.session('auth_web'))
    assert.deepEqual(disabled.flashMessages(), wrong.flashMessages())
    assert.equal(disabled.status(), wrong.status())
    assert.equal(disabled.header('location'), wrong.header('location'))
  })

  test('no way of logging in opens a session of a disabled account (ASVS 6.3.4)', async ({
    assert,
  }) => {
    const user = await UserFactory.create()
    await run(UserDisable, [user.email])
    await user.refresh()

    await assert.rejects(() => BrowserSession.logIn({} as never, user), 'Invalid user credentials')
  })

  test('a disabled account gets no link to reset its password', async ({ assert, client }) => {
    const [{ email }, other] = await UserFactory.createMany(2)
    for (const user of [email, other.email]) await run(UserDisable, [user])
    await askForReset(client, email)
    await queue.drain()

    assert.isEmpty(await mailsTo(email))
    using fake = queue.fake()
    await askForReset(client, other.email)
    fake.assertDispatched(SendPasswordReset)
  })

  test('user:enable lets the owner log in again, and both commands change nothing twice', async ({
    assert,
    client,
    db: rows,
  }) => {
    const { id, email } = await UserFactory.create()
    for (const Command of [UserDisable, UserDisable, UserEnable, UserEnable]) {
      const { exitCode } = await run(Command, [email])
      assert.equal(exitCode, 0)
    }

    await rows.assertHas('account_events', { user_id: id, kind: 'account_disabled' }, 1)
    await rows.assertHas('account_events', { user_id: id, kind: 'account_enabled' }, 1)
    const answer = await logIn(client, email, 'secret-password')
    assert.equal(answer.session('auth_web'), id)
  })
})

function askForReset(client: ApiClient, email: string) {
  return client.visit('password_resets.store').form({ email }).withCsrfToken().redirects(0)
}
