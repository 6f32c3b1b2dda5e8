import { test } from '@japa/runner'
import hash from '@adonisjs/core/services/hash'
import { UserFactory } from '#database/factories/user_factory'
import SendPasswordChangedMail from '#jobs/send_password_changed_mail'
import queue from '#queue/main'
import { PASSWORD, runOnTerminal, addSessions } from '#tests/support/user_commands'
import UserPassword from '../../../commands/user_password.ts'

test.group('Commands | user:password', () => {
  test('user:password sets the password and ends all sessions, and the owner gets a mail', async ({
    assert,
    db: rows,
  }) => {
    using fake = queue.fake()
    const user = await UserFactory.create()
    await addSessions(user)
    const answers = { 'Password': PASSWORD, 'The password again': PASSWORD }
    const { exitCode, lines } = await runOnTerminal(UserPassword, [user.email, '--json'], answers)

    assert.equal(exitCode, 0)
    assert.deepEqual(JSON.parse(lines), { id: user.id, email: user.email })
    await user.refresh()
    assert.isTrue(await hash.verify(user.password!, PASSWORD))
    await rows.assertMissing('sessions', { user_id: user.id })
    await rows.assertMissing('remember_me_tokens', { tokenable_id: user.id })
    await rows.assertHas('account_events', { user_id: user.id, kind: 'password_set' })
    fake.assertDispatched(SendPasswordChangedMail, ({ userId }) => userId === user.id)
  })

  test('user:password refuses the same passwords as the sign-up form', async ({ assert }) => {
    const user = await UserFactory.create()
    const password = 'ada-lovelace-1815'
    const answers = { 'Password': password, 'The password again': password }
    const { exitCode } = await runOnTerminal(UserPassword, [user.email], answers)

    assert.equal(exitCode, 1)
    await user.refresh()
    assert.isTrue(await hash.verify(user.password!, 'secret-password'))
  })
})
