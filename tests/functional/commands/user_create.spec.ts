import { test } from '@japa/runner'
import hash from '@adonisjs/core/services/hash'
import { UserFactory } from '#database/factories/user_factory'
import User from '#models/user'
import { PASSWORD, run, runOnTerminal, logIn } from '#tests/support/user_commands'
import UserCreate from '../../../commands/user_create.ts'
import UserDisable from '../../../commands/user_disable.ts'
import UserEnable from '../../../commands/user_enable.ts'
import UserPassword from '../../../commands/user_password.ts'
import UserSessions from '../../../commands/user_sessions.ts'

test.group('Commands | user:create', () => {
  test('user:create asks on a terminal and creates a confirmed account', async ({
    assert,
    client,
    db: rows,
  }) => {
    const { exitCode, lines } = await runOnTerminal(UserCreate, [], {
      'E-mail address': ' Ada@Example.com ',
      'Name': 'Ada Byron',
      'Password': PASSWORD,
      'The password again': PASSWORD,
    })

    assert.equal(exitCode, 0)
    assert.include(lines, 'ada@example.com has an account now')
    const { id } = await User.findByOrFail('email', 'ada@example.com')
    await rows.assertHas('account_events', { user_id: id, kind: 'account_created' })
    const answer = await logIn(client, 'ada@example.com', PASSWORD)
    assert.equal(answer.session('auth_web'), id)
  })

  for (const [mistake, answers, message] of [
    ['a common password', { Password: 'password123' }, /^This password is too easy to guess/],
    ['a personal password', { Password: 'AdaByron1815' }, /^This password is too similar/],
    ['an invalid address', { 'E-mail address': 'ada' }, /^Enter a valid e-mail address/],
    ['two different passwords', { 'The password again': 'x' }, /^The two entries do not match/],
  ] as const) {
    test(`user:create refuses ${mistake} with exit code 1`, async ({ assert, db: rows }) => {
      const { exitCode, lines } = await runOnTerminal(UserCreate, [], {
        'E-mail address': 'ada@example.com',
        'Name': 'Ada Byron',
        'Password': PASSWORD,
        'The password again': (answers as { Password?: string }).Password ?? PASSWORD,
        ...answers,
      })

      assert.equal(exitCode, 1)
      assert.match(lines, message)
      await rows.assertEmpty('users')
    })
  }

  test('user:create leaves an existing account unchanged, with exit code 1', async ({ assert }) => {
    const user = await UserFactory.create()
    const answers = { 'Password': PASSWORD, 'The password again': PASSWORD }
    const args = [user.email, '--name=Ada']
    const { exitCode, lines } = await runOnTerminal(UserCreate, args, answers)

    assert.equal(exitCode, 1)
    assert.include(lines, `${user.email} has an account already`)
    await user.refresh()
    assert.isTrue(await hash.verify(user.password!, 'secret-password'))
  })
})

test.group('Commands | arguments', () => {
  for (const Command of [UserDisable, UserEnable, UserPassword, UserSessions]) {
    test(`${Command.commandName} names an unknown address with exit code 1`, async ({ assert }) => {
      const { exitCode, lines } = await run(Command, ['nobody@example.com'])

      assert.equal(exitCode, 1)
      assert.equal(lines, 'No account has the address nobody@example.com')
    })
  }

  for (const Command of [UserCreate, UserDisable, UserEnable, UserPassword, UserSessions]) {
    test(`${Command.commandName} names a missing argument without a terminal`, async ({
      assert,
    }) => {
      const { exitCode, lines } = await run(Command, [])

      assert.equal(exitCode, 1)
      assert.match(lines, /^Missing <email>\. /)
    })
  }

  test('user:create names a missing name without a terminal', async ({ assert }) => {
    const { exitCode, lines } = await run(UserCreate, ['ada@example.com'])

    assert.equal(exitCode, 1)
    assert.match(lines, /^Missing --name\. /)
  })
})
