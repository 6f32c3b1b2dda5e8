import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import { endOtherSessions, sessionsOf } from '#http/account/account_sessions'
import { hashOfSessionId } from '#http/account/session_rows'
import User from '#models/user'

const HOUR = 3_600_000
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds)

interface Row {
  id?: string
  lastSeen?: number
  firstSeen?: number
  generation?: string
  isRemembered?: boolean
}

async function insertSession(user: User, row: Row = {}) {
  const { id = crypto.randomUUID(), lastSeen = 0, firstSeen = lastSeen, generation } = row
  const token = row.isRemembered ? await User.rememberMeTokens.create(user, '90 days') : null
  await db.table('sessions').insert({
    id: hashOfSessionId(id),
    data: JSON.stringify({ auth_web: user.id, auth_generation: generation }),
    user_id: user.id,
    expires_at: ago(-HOUR),
    first_seen_at: ago(firstSeen),
    last_seen_at: ago(lastSeen),
    remember_token_id: token?.identifier ?? null,
  })
  return id
}

test.group('Browser sessions | list', () => {
  test('this browser is first, then they go by their last visit, and each says whether it is remembered', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    const request = client.visit('browser_sessions.index').loginAs(user).withInertia()
    await insertSession(user, { lastSeen: HOUR / 2 })
    await insertSession(user, { lastSeen: 1000, isRemembered: true })
    await insertSession(user, { lastSeen: HOUR, id: request.sessionClient.sessionId })
    const { inertiaProps } = await request

    const sessions = inertiaProps.sessions as { isCurrent: boolean; isRemembered: boolean }[]
    assert.deepEqual(
      sessions.map(({ isCurrent, isRemembered }) => ({ isCurrent, isRemembered })),
      [
        { isCurrent: true, isRemembered: false },
        { isCurrent: false, isRemembered: true },
        { isCurrent: false, isRemembered: false },
      ]
    )
  })

  test('a session that ended by itself, or with all sessions of its account, is not listed', async ({
    assert,
  }) => {
    const user = await UserFactory.create()
    await insertSession(user, { lastSeen: 3 * HOUR })
    await insertSession(user, { firstSeen: 25 * HOUR })
    await insertSession(user, { generation: crypto.randomUUID() })
    assert.isEmpty(await sessionsOf(user.id))

    await insertSession(user, { lastSeen: HOUR, firstSeen: 23 * HOUR })
    assert.lengthOf(await sessionsOf(user.id), 1)
  })

  test('the list has at most 100 sessions', async ({ assert }) => {
    const user = await UserFactory.create()
    for (let count = 0; count < 101; count++) await insertSession(user)
    assert.lengthOf(await sessionsOf(user.id), 100)
  })
})

test.group('Browser sessions | end of the others', () => {
  test('this browser stays logged in and remembered, and so do other accounts', async ({
    assert,
    db: rows,
  }) => {
    const [user, other] = await UserFactory.createMany(2)
    const own = await insertSession(user, { isRemembered: true })
    await insertSession(user, { isRemembered: true })
    await insertSession(user)
    await insertSession(other, { isRemembered: true })
    await endOtherSessions(user.id, own)

    const [left, ...others] = await db.from('sessions').where('user_id', user.id)
    assert.equal(left.id, hashOfSessionId(own))
    assert.isEmpty(others)
    await rows.assertHas('remember_me_tokens', { tokenable_id: user.id }, 1)
    await rows.assertHas('remember_me_tokens', { id: left.remember_token_id }, 1)
    await rows.assertHas('sessions', { user_id: other.id }, 1)
    await rows.assertHas('remember_me_tokens', { tokenable_id: other.id }, 1)
  })

  test('a browser that is not remembered keeps no "remember me" of the account', async ({
    db: rows,
  }) => {
    const user = await UserFactory.create()
    const own = await insertSession(user)
    await insertSession(user, { isRemembered: true })
    await endOtherSessions(user.id, own)

    await rows.assertHas('sessions', { user_id: user.id }, 1)
    await rows.assertMissing('remember_me_tokens', { tokenable_id: user.id })
  })
})
