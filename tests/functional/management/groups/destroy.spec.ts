import { test } from '@japa/runner'
import { GroupFactory } from '#database/factories/group_factory'
import Group from '#models/group'
import { administrator, asStaff, memberOf } from '#tests/support/staff'

test.group('Groups | destroy', () => {
  test('the members of a deleted group lose its permissions', async ({ assert, client, db }) => {
    const group = await GroupFactory.merge({ permissions: ['users.view'] }).create()
    const member = await memberOf(group)
    const response = await asStaff(
      client.visit('management.groups.destroy', { id: group.id }),
      await administrator()
    )

    response.assertHeader('location', '/management/groups')
    await db.assertMissing('groups', { id: group.id })
    await db.assertHas('account_events', { user_id: member.id, kind: 'groups_changed' }, 2)
    await member.refresh()
    assert.isFalse(member.isStaff)
  })

  test('the group of the administrators stays', async ({ client, db }) => {
    const group = await Group.administrators()
    const response = await asStaff(
      client.visit('management.groups.destroy', { id: group.id }),
      await administrator()
    )

    response.assertStatus(403)
    response.assertTextIncludes('The group of the administrators cannot be deleted.')
    await db.assertHas('groups', { id: group.id })
  })
})
