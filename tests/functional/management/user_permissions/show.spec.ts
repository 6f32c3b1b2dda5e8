import { test } from '@japa/runner'
import { GroupFactory } from '#database/factories/group_factory'
import { UserFactory } from '#database/factories/user_factory'
import Group from '#models/group'
import { memberOf, staffWith } from '#tests/support/staff'

const NOWHERE = { ipAddress: null, userAgent: null }

test.group('User permissions | show', () => {
  test('the page says through which groups an account has a permission', async ({
    assert,
    client,
  }) => {
    const support = await GroupFactory.merge({
      name: 'Support',
      permissions: ['users.view'],
      needsSecondFactor: true,
    }).create()
    const user = await memberOf(support)
    const administrators = await Group.administrators()
    await administrators.add([user.id], NOWHERE)
    const response = await client
      .visit('management.users.permissions.show', { user_id: user.id })
      .loginAs(await staffWith('users.view'))
      .withInertia()

    const { groups, permissions, can } = response.inertiaProps
    assert.containsSubset(groups, [{ name: 'Support', needsSecondFactor: true }])
    const reasonsFor = (name: string) =>
      permissions
        .find(({ permission }: { permission: string }) => permission === name)
        .groups.map((group: { name: string }) => group.name)
    assert.deepEqual(reasonsFor('users.view'), ['Administrators', 'Support'])
    assert.deepEqual(reasonsFor('groups.edit'), ['Administrators'])
    assert.deepEqual(can, { viewGroups: false })
  })

  test('an account without groups has no permission', async ({ assert, client }) => {
    const user = await UserFactory.create()
    const response = await client
      .visit('management.users.permissions.show', { user_id: user.id })
      .loginAs(await staffWith('users.view'))
      .withInertia()

    const { groups, permissions } = response.inertiaProps
    assert.deepEqual(groups, [])
    assert.isTrue(permissions.every((one: { groups: unknown[] }) => one.groups.length === 0))
  })
})
