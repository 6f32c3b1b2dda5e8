import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import { run, addSessions } from '#tests/support/user_commands'
import UserSessions from '../../../commands/user_sessions.ts'

test.group('Commands | user:sessions', () => {
  test('user:sessions lists the sessions of the account without the ids that log in', async ({
    assert,
  }) => {
    const [user, other] = await UserFactory.createMany(2)
    await addSessions(user)
    await addSessions(other)
    const { exitCode, lines } = await run(UserSessions, [user.email, '--json'])

    assert.equal(exitCode, 0)
    assert.containSubset(JSON.parse(lines), [{ ipAddress: null, isRemembered: true }])
    assert.lengthOf(JSON.parse(lines), 1)
    assert.notInclude(lines, `session-${user.id}`)
  })

  test('an expired session is not listed, and an account without sessions gets a sentence', async ({
    assert,
  }) => {
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
