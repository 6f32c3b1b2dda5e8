import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import { addSessions } from '#tests/support/user_commands'
import { administrator, staffWith } from '#tests/support/staff'

test.group('Users | show', () => {
  test('the page has the sessions, groups and events of an account, and no secret', async ({
    assert,
    client,
  }) => {
    const user = await administrator()
    await addSessions(user)
    const response = await client
      .visit('management.users.show', { id: user.id })
      .loginAs(await staffWith('users.view'))
      .withInertia()

    const { account, groups, sessions, events, can } = response.inertiaProps
    assert.containsSubset(account, { email: user.email, state: 'active', isStaff: true })
    assert.containsSubset(groups, [{ name: 'Administrators' }])
    assert.lengthOf(sessions, 1)
    assert.containsSubset(events.data, [{ kind: 'groups_changed' }])
    assert.deepEqual(can, { update: false, delete: false, impersonate: false })
    assert.notProperty(account, 'password')
    assert.notInclude(JSON.stringify(response.inertiaProps), `session-${user.id}`)
  })

  test('the buttons are those that the reader may use', async ({ assert, client }) => {
    const reader = await staffWith('users.view', 'users.edit')
    const canFor = async (id: number) => {
      const response = await client
        .visit('management.users.show', { id })
        .loginAs(reader)
        .withInertia()
      return response.inertiaProps.can
    }
    const [user, boss] = [await UserFactory.create(), await administrator()]

    assert.deepEqual(await canFor(user.id), { update: true, delete: false, impersonate: false })
    assert.deepEqual(await canFor(boss.id), { update: false, delete: false, impersonate: false })
    assert.deepEqual(await canFor(reader.id), { update: false, delete: false, impersonate: false })
  })
})
