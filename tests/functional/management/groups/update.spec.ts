import { test } from '@japa/runner'
import { GroupFactory } from '#database/factories/group_factory'
import Group from '#models/group'
import { administrator, asStaff, fieldsOf, staffWith } from '#tests/support/staff'

const values = { name: 'Support', description: '', needsSecondFactor: 'false' }

test.group('Groups | update', () => {
  test('the staff changes a group and its permissions', async ({ assert, client }) => {
    const group = await GroupFactory.merge({ permissions: ['users.view'] }).create()
    const response = await asStaff(
      client
        .visit('management.groups.update', { id: group.id })
        .form(fieldsOf({ ...values, permissions: ['groups.view'] })),
      await administrator()
    )

    response.assertHeader('location', `/management/groups/${group.id}`)
    await group.refresh()
    assert.containsSubset(group.serialize(), { name: 'Support', permissions: ['groups.view'] })
  })

  test('no box that is checked means no permissions', async ({ assert, client }) => {
    const group = await GroupFactory.merge({ permissions: ['users.view'] }).create()
    await asStaff(
      client.visit('management.groups.update', { id: group.id }).form(values),
      await administrator()
    )

    await group.refresh()
    assert.deepEqual(group.permissions, [])
  })

  test('nobody changes a group that has more permissions than he has himself', async ({
    assert,
    client,
  }) => {
    const editor = await staffWith('groups.view', 'groups.edit')
    const stronger = await GroupFactory.merge({ permissions: ['users.view'] }).create()
    for (const group of [stronger, await Group.administrators()]) {
      const response = await asStaff(
        client.visit('management.groups.update', { id: group.id }).form(values),
        editor
      )

      response.assertStatus(403)
      response.assertTextIncludes('This needs permissions that you do not have yourself.')
      const { name } = group
      await group.refresh()
      assert.equal(group.name, name)
    }
  })

  test('the administrators keep all permissions', async ({ assert, client }) => {
    const group = await Group.administrators()
    await asStaff(
      client.visit('management.groups.update', { id: group.id }).form({ ...values, name: 'Root' }),
      await administrator()
    )

    await group.refresh()
    assert.containsSubset(group.serialize(), { name: 'Root', hasAllPermissions: true })
  })

  test('a permission of another release stays until permissions:sync', async ({
    assert,
    client,
  }) => {
    const stale = ['users.fly', 'users.view'] as never[]
    const group = await GroupFactory.merge({ permissions: stale }).create()
    await asStaff(
      client
        .visit('management.groups.update', { id: group.id })
        .form(fieldsOf({ ...values, permissions: ['groups.view'] })),
      await administrator()
    )

    await group.refresh()
    assert.deepEqual(group.permissions as string[], ['groups.view', 'users.fly'])
  })
})
