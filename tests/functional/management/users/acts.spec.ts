import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { UserFactory } from '#database/factories/user_factory'
import SendPasswordReset from '#jobs/send_password_reset'
import type User from '#models/user'
import queue from '#queue/main'
import { addAuthenticator } from '#tests/support/second_factor'
import { administrator, asStaff, staffWith } from '#tests/support/staff'
import { addSessions } from '#tests/support/user_commands'

const ACTS = [
  'management.users.deactivation.store',
  'management.users.deactivation.destroy',
  'management.users.password_reset.store',
  'management.users.sessions.destroy',
  'management.users.second_factor.destroy',
  'management.users.deletion.store',
  'management.users.deletion.destroy',
] as const

function act(client: ApiClient, route: (typeof ACTS)[number], { id }: User, by: User) {
  return asStaff(client.visit(route, { user_id: id }), by)
}

test.group('Users | acts of the staff', () => {
  test('the staff deactivates an account, whose sessions end, and activates it again', async ({
    client,
    db,
  }) => {
    const user = await UserFactory.create()
    await addSessions(user)
    const staff = await staffWith('users.edit')
    const response = await act(client, 'management.users.deactivation.store', user, staff)

    response.assertHeader('location', `/management/users/${user.id}`)
    response.assertFlashMessage('success', 'Ada Lovelace is deactivated.')
    await db.assertMissing('sessions', { user_id: user.id })
    await db.assertHas('account_events', { user_id: user.id, kind: 'account_disabled' }, 1)

    await act(client, 'management.users.deactivation.destroy', user, staff)
    await db.assertHas('users', { id: user.id, disabled_at: null })
  })

  test('the staff sends a link for a new password', async ({ client }) => {
    using fake = queue.fake()
    const user = await UserFactory.create()
    await act(client, 'management.users.password_reset.store', user, await staffWith('users.edit'))
    fake.assertDispatched(SendPasswordReset)
  })

  test('the staff ends all sessions of an account', async ({ client, db }) => {
    const user = await UserFactory.create()
    await addSessions(user)
    await act(client, 'management.users.sessions.destroy', user, await staffWith('users.edit'))
    await db.assertMissing('sessions', { user_id: user.id })
    await db.assertHas('account_events', { user_id: user.id, kind: 'sessions_ended' }, 1)
  })

  test('the staff removes a second factor that its owner has lost', async ({ assert, client }) => {
    const user = await UserFactory.create()
    await addAuthenticator(user)
    await act(client, 'management.users.second_factor.destroy', user, await staffWith('users.edit'))
    await user.refresh()
    assert.isFalse(user.hasSecondFactor)
  })

  test('the staff deletes an account after the days of grace, or keeps it', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    const staff = await staffWith('users.delete')
    await act(client, 'management.users.deletion.store', user, staff)
    await user.refresh()
    assert.isTrue(user.isBeingDeleted)

    await act(client, 'management.users.deletion.destroy', user, staff)
    await user.refresh()
    assert.isFalse(user.isBeingDeleted)
  })

  for (const route of ACTS) {
    test(`${route} spares the own account and more powerful ones`, async ({ assert, client }) => {
      const staff = await staffWith('users.view', 'users.edit', 'users.delete')
      for (const user of [staff, await administrator()]) {
        const response = await act(client, route, user, staff)
        response.assertStatus(403)
        const before = user.serialize()
        await user.refresh()
        assert.deepEqual(user.serialize(), before)
      }
    })
  }
})
