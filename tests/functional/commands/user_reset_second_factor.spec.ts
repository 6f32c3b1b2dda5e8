import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import SendSecondFactorMail from '#jobs/send_second_factor_mail'
import queue from '#queue/main'
import { addAuthenticator } from '#tests/support/second_factor'
import { run, addSessions, logIn } from '#tests/support/user_commands'
import UserResetSecondFactor from '../../../commands/user_reset_second_factor.ts'

test.group('Commands | user:reset-second-factor', () => {
  test('the command removes all factors, ends the sessions and sends the owner a mail (ASVS 6.4.4)', async ({
    assert,
    client,
    db: rows,
  }) => {
    const user = await UserFactory.create()
    await addAuthenticator(user)
    await addSessions(user)
    using fake = queue.fake()
    const { exitCode, lines } = await run(UserResetSecondFactor, [user.email, '--json'])

    assert.equal(exitCode, 0)
    assert.deepEqual(JSON.parse(lines), { id: user.id, email: user.email, wasReset: true })
    for (const table of ['authenticators', 'recovery_codes', 'passkeys', 'sessions']) {
      await rows.assertMissing(table, { user_id: user.id })
    }
    await rows.assertHas('account_events', { user_id: user.id, kind: 'second_factor_reset' }, 1)
    fake.assertDispatched(SendSecondFactorMail, ({ userId, change }) => {
      return userId === user.id && change === 'reset'
    })
    const answer = await logIn(client, user.email, 'secret-password')
    assert.equal(answer.session('auth_web'), user.id)
  })

  test('the command changes nothing in an account without a second factor', async ({
    assert,
    db: rows,
  }) => {
    const user = await UserFactory.create()
    const { exitCode, lines } = await run(UserResetSecondFactor, [user.email])

    assert.equal(exitCode, 0)
    assert.equal(lines, `${user.email} has no second factor`)
    await rows.assertMissing('account_events', { user_id: user.id, kind: 'second_factor_reset' })
  })

  test('the command names a missing and an unknown address, with exit code 1', async ({
    assert,
  }) => {
    const missing = await run(UserResetSecondFactor, [])
    assert.equal(missing.exitCode, 1)
    const unknown = await run(UserResetSecondFactor, ['nobody@example.com'])
    assert.equal(unknown.exitCode, 1)
    assert.equal(unknown.lines, 'No account has the address nobody@example.com')
  })
})
