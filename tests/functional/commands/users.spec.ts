import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import ace from '@adonisjs/core/services/ace'
import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import SendPasswordChangedMail from '#jobs/send_password_changed_mail'
import SendSecondFactorMail from '#jobs/send_second_factor_mail'
import SendPasswordReset from '#jobs/send_password_reset'
import PasswordReset from '#models/password_reset'
import User from '#models/user'
import BrowserSession from '#services/browser_session'
import queue from '#queue/main'
import { addAuthenticator } from '#tests/support/second_factor'
import { mailsTo } from '#tests/support/mails'
import UserCreate from '../../../commands/user_create.ts'
import UserDisable from '../../../commands/user_disable.ts'
import UserEnable from '../../../commands/user_enable.ts'
import UserPassword from '../../../commands/user_password.ts'
import UserResetSecondFactor from '../../../commands/user_reset_second_factor.ts'
import UserSessions from '../../../commands/user_sessions.ts'

type Command =
  | typeof UserCreate
  | typeof UserDisable
  | typeof UserEnable
  | typeof UserPassword
  | typeof UserSessions
  | typeof UserResetSecondFactor

const PASSWORD = 'nine-kestrels-over-lisbon'

test.group('Commands | user:create', () => {
  test('asks on a terminal, and creates a confirmed account', async ({
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
    test(`refuses ${mistake} with exit code 1`, async ({ assert, db: rows }) => {
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

  test('leaves an account that exists unchanged, with exit code 1', async ({ assert }) => {
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

test.group('Commands | user:password', () => {
  test('sets the password, ends all sessions and tells the owner', async ({ assert, db: rows }) => {
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
    fake.assertDispatched(SendPasswordChangedMail, { userId: user.id })
  })

  test('refuses what the sign-up form refuses', async ({ assert }) => {
    const user = await UserFactory.create()
    const password = 'ada-lovelace-1815'
    const answers = { 'Password': password, 'The password again': password }
    const { exitCode } = await runOnTerminal(UserPassword, [user.email], answers)

    assert.equal(exitCode, 1)
    await user.refresh()
    assert.isTrue(await hash.verify(user.password!, 'secret-password'))
  })
})

test.group('Commands | user:reset-second-factor', () => {
  test('removes all factors, ends the sessions and tells the owner (ASVS 6.4.4)', async ({
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
    fake.assertDispatched(SendSecondFactorMail, { userId: user.id, change: 'reset' })
    const answer = await logIn(client, user.email, 'secret-password')
    assert.equal(answer.session('auth_web'), user.id)
  })

  test('is a no-op without a second factor', async ({ assert, db: rows }) => {
    const user = await UserFactory.create()
    const { exitCode, lines } = await run(UserResetSecondFactor, [user.email])

    assert.equal(exitCode, 0)
    assert.equal(lines, `${user.email} has no second factor`)
    await rows.assertMissing('account_events', { user_id: user.id, kind: 'second_factor_reset' })
  })

  test('names a missing address and an unknown one', async ({ assert }) => {
    const missing = await run(UserResetSecondFactor, [])
    assert.equal(missing.exitCode, 1)
    const unknown = await run(UserResetSecondFactor, ['nobody@example.com'])
    assert.equal(unknown.exitCode, 1)
    assert.equal(unknown.lines, 'No account has the address nobody@example.com')
  })
})

test.group('Commands | user:disable', () => {
  test('ends the sessions, remembered log-ins and links of this account only (ASVS 7.4.2)', async ({
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
    const { email } = await UserFactory.create()
    await run(UserDisable, [email])
    await client.visit('password_resets.store').form({ email }).withCsrfToken().redirects(0)
    await queue.drain()

    assert.isEmpty(await mailsTo(email))
    using fake = queue.fake()
    await client.visit('password_resets.store').form({ email }).withCsrfToken().redirects(0)
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

test.group('Commands | user:sessions', () => {
  test('lists the sessions of the account without the ids that log in', async ({ assert }) => {
    const [user, other] = await UserFactory.createMany(2)
    await addSessions(user)
    await addSessions(other)
    const { exitCode, lines } = await run(UserSessions, [user.email, '--json'])

    assert.equal(exitCode, 0)
    assert.containSubset(JSON.parse(lines), [{ ipAddress: null, isRemembered: true }])
    assert.lengthOf(JSON.parse(lines), 1)
    assert.notInclude(lines, `session-${user.id}`)
  })

  test('an expired session is not listed, and no session is a sentence', async ({ assert }) => {
    const user = await UserFactory.create()
    await addSessions(user)
    await db.from('sessions').update({ expires_at: new Date(Date.now() - 3_600_000) })
    const { exitCode, lines } = await run(UserSessions, [user.email])

    assert.equal(exitCode, 0)
    assert.equal(lines, `${user.email} is logged in nowhere`)
  })

  test('--end logs out one session, or all, and what keeps it logged in (ASVS 7.4.5)', async ({
    assert,
    db: rows,
  }) => {
    const [user, other] = await UserFactory.createMany(2)
    await addSessions(other)
    for (const end of ['listed', 'all']) {
      await addSessions(user)
      const { lines } = await run(UserSessions, [user.email, '--json'])
      const id = end === 'all' ? 'all' : JSON.parse(lines)[0].publicId
      const ended = await run(UserSessions, [user.email, `--end=${id}`, '--json'])

      assert.deepEqual(JSON.parse(ended.lines), { ended: id })
      await rows.assertMissing('sessions', { user_id: user.id })
      await rows.assertMissing('remember_me_tokens', { tokenable_id: user.id })
    }
    await rows.assertHas('account_events', { user_id: user.id, kind: 'sessions_ended' }, 2)
    await rows.assertHas('sessions', { user_id: other.id }, 1)
  })

  test('--end=all ends the log-ins that have just begun too', async ({ assert }) => {
    const user = await UserFactory.create()
    await user.refresh()
    const { sessionGeneration } = user
    await run(UserSessions, [user.email, '--end=all'])

    await user.refresh()
    assert.notEqual(user.sessionGeneration, sessionGeneration)
  })

  test("--end leaves another account's session, with exit code 1", async ({ assert, db: rows }) => {
    const [user, other] = await UserFactory.createMany(2)
    await addSessions(other)
    const { lines } = await run(UserSessions, [other.email, '--json'])
    const [{ publicId: id }] = JSON.parse(lines)
    for (const end of [id, 'none']) {
      const { exitCode, lines: refused } = await run(UserSessions, [user.email, `--end=${end}`])
      assert.equal(exitCode, 1)
      assert.include(refused, `${user.email} has no session ${end}`)
    }
    await rows.assertHas('sessions', { user_id: other.id }, 1)
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

/** Runs a command in this process, in which no terminal is attached. */
async function run(command: Command, args: string[]) {
  return exec(await create(command, args), false)
}

/** Runs a command on a terminal where somebody gives these answers. */
async function runOnTerminal(Command: Command, args: string[], answers: Record<string, string>) {
  const command = await create(Command, args)
  for (const [question, answer] of Object.entries(answers)) {
    command.prompt.trap(question).replyWith(answer)
  }
  return exec(command, true)
}

function create(Command: Command, args: string[]) {
  ace.ui.switchMode('raw')
  return ace.create<Command>(Command, args)
}

async function exec(command: InstanceType<Command>, isTTY: boolean) {
  const before = [process.stdin.isTTY, process.stdout.isTTY]
  Object.assign(process.stdin, { isTTY })
  Object.assign(process.stdout, { isTTY })
  try {
    await command.exec()
  } finally {
    Object.assign(process.stdin, { isTTY: before[0] })
    Object.assign(process.stdout, { isTTY: before[1] })
  }
  const lines = command.ui.logger.getLogs().map(({ message }) => message)
  command.ui.logger.flushLogs()
  const text = lines.map((line) => line.replace(/^\[ .*? \] /, '')).join('\n')
  return { exitCode: command.exitCode ?? 0, lines: text }
}

async function addSessions({ id }: User) {
  const times = { created_at: new Date(), updated_at: new Date() }
  const expires = { expires_at: new Date(Date.now() + 60_000) }
  const [token] = await db
    .table('remember_me_tokens')
    .insert({ tokenable_id: id, hash: `token-${id}`, ...times, ...expires })
    .returning('id')
  const session = { id: `session-${id}`, user_id: id, remember_token_id: token.id }
  await db.table('sessions').insert({ ...session, data: '{}', ...expires })
}

function logIn(client: ApiClient, email: string, password: string) {
  return client.visit('sessions.store').form({ email, password }).withCsrfToken().redirects(0)
}
