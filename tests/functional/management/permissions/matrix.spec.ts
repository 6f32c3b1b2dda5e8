import { test } from '@japa/runner'
import { GroupFactory } from '#database/factories/group_factory'
import Group from '#models/group'
import { administrator, asStaff, confirmed, fieldsOf, staffWith } from '#tests/support/staff'

test.group('Permissions | matrix', () => {
  test('the page has all permissions beside all groups', async ({ assert, client }) => {
    const group = await GroupFactory.merge({ permissions: ['users.view'] }).create()
    const response = await client
      .visit('management.permissions.index')
      .loginAs(await administrator())
      .withInertia()

    const { permissions, groups, can } = response.inertiaProps
    assert.includeMembers(permissions, ['users.view', 'groups.edit'])
    assert.containsSubset(groups, [
      { hasAllPermissions: true },
      { id: group.id, permissions: ['users.view'] },
    ])
    assert.deepEqual(can, { update: true })
  })

  test('the form changes only the boxes that somebody has changed', async ({ assert, client }) => {
    const support = await GroupFactory.merge({ permissions: ['users.view'] }).create()
    const office = await GroupFactory.merge({ permissions: ['groups.view'] }).create()
    const before = [`${support.id}:users.view`, `${office.id}:groups.view`]
    await Group.change([{ id: office.id, added: ['users.view'], removed: [] }])
    const response = await asStaff(
      client.visit('management.permissions.update').form(
        fieldsOf({
          before,
          granted: [`${support.id}:users.view`, `${support.id}:groups.view`],
        })
      ),
      await administrator()
    )

    response.assertHeader('location', '/management/permissions')
    await support.refresh()
    await office.refresh()
    assert.deepEqual(support.permissions, ['groups.view', 'users.view'])
    assert.deepEqual(office.permissions, ['users.view'])
  })

  test('nobody gives or takes a permission that he does not have', async ({ assert, client }) => {
    const editor = await staffWith('groups.view', 'groups.edit')
    const group = await GroupFactory.merge({ permissions: ['groups.view'] }).create()
    const stronger = await GroupFactory.merge({ permissions: ['users.view'] }).create()
    for (const form of [
      { granted: [`${group.id}:users.view`] },
      { before: [`${stronger.id}:users.view`] },
      { granted: [`${stronger.id}:groups.view`] },
    ]) {
      const response = await asStaff(
        client.visit('management.permissions.update').form(fieldsOf(form)),
        editor
      )
      response.assertStatus(403)
    }
    await group.refresh()
    await stronger.refresh()
    assert.deepEqual(group.permissions, ['groups.view'])
    assert.deepEqual(stronger.permissions, ['users.view'])
  })

  for (const cell of ['x', '0:users.view', '1:users.fly', '1', '99999999999:users.view']) {
    test(`the cell ${JSON.stringify(cell)} is refused`, async ({ assert, client }) => {
      const response = await asStaff(
        client.visit('management.permissions.update').form(fieldsOf({ granted: [cell] })),
        await administrator()
      )
      assert.deepEqual(Object.keys(response.flashMessage('inputErrorsBag')), ['granted.0'])
    })
  }

  test('a group that somebody has deleted meanwhile is left out', async ({ client }) => {
    const response = await asStaff(
      client
        .visit('management.permissions.update')
        .form(fieldsOf({ granted: ['999999999:users.view'] })),
      await administrator()
    )
    response.assertHeader('location', '/management/permissions')
  })

  test('the form tells which boxes the reader may change', async ({ assert, client }) => {
    const response = await client
      .visit('management.permissions.edit')
      .loginAs(await staffWith('groups.edit'))
      .withSession(confirmed())
      .withInertia()
    assert.deepEqual(response.inertiaProps.mine, ['groups.edit'])
  })
})
