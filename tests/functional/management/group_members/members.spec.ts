import { test } from '@japa/runner'
import { GroupFactory } from '#database/factories/group_factory'
import { UserFactory } from '#database/factories/user_factory'
import Group from '#models/group'
import { administrator, asStaff, memberOf, staffWith } from '#tests/support/staff'

test.group('Group members', () => {
  test('the staff adds several members at once', async ({ assert, client, db }) => {
    const group = await GroupFactory.merge({ permissions: ['users.view'] }).create()
    const [ada, grace] = await UserFactory.createMany(2)
    const member = await memberOf(group)
    const response = await asStaff(
      client
        .visit('management.groups.members.store', { group_id: group.id })
        .form({ members: [ada.id, grace.id, member.id] }),
      await administrator()
    )

    response.assertFlashMessage('success', '2 members are added.')
    await db.assertHas('group_members', { group_id: group.id }, 3)
    await db.assertHas('account_events', { user_id: ada.id, kind: 'groups_changed' }, 1)
    await db.assertHas('account_events', { user_id: member.id, kind: 'groups_changed' }, 1)
    await ada.refresh()
    assert.isTrue(await ada.may('users.view'))
  })

  test('an account that does not exist, or none at all, is refused', async ({
    assert,
    client,
    db,
  }) => {
    const group = await GroupFactory.create()
    for (const members of [[2_000_000_000], [], 'x']) {
      const response = await asStaff(
        client
          .visit('management.groups.members.store', { group_id: group.id })
          .form({ members } as never),
        await administrator()
      )

      const [field] = Object.keys(response.flashMessage('inputErrorsBag'))
      assert.equal(field.split('.')[0], 'members')
    }
    await db.assertMissing('group_members', { group_id: group.id })
  })

  test('an account that nobody has confirmed, or that is disabled, cannot be chosen', async ({
    assert,
    client,
    db,
  }) => {
    const group = await GroupFactory.create()
    const users = [
      await UserFactory.apply('unconfirmed').create(),
      await UserFactory.apply('disabled').create(),
    ]
    for (const { id } of users) {
      const response = await asStaff(
        client
          .visit('management.groups.members.store', { group_id: group.id })
          .form({ members: [id] }),
        await administrator()
      )
      assert.property(response.flashMessage('inputErrorsBag'), 'members')
    }
    await db.assertMissing('group_members', { group_id: group.id })
  })

  test('the staff removes a member, whose permissions end at once', async ({ assert, client }) => {
    const group = await GroupFactory.merge({ permissions: ['users.view'] }).create()
    const member = await memberOf(group)
    const response = await asStaff(
      client.visit('management.groups.members.destroy', { group_id: group.id, id: member.id }),
      await administrator()
    )

    response.assertHeader('location', `/management/groups/${group.id}`)
    await member.refresh()
    assert.isFalse(member.isStaff)
    const answer = await client.visit('management.user_options.index').loginAs(member)
    answer.assertStatus(403)
  })

  test('nobody makes himself an administrator', async ({ client, db }) => {
    const editor = await staffWith('groups.view', 'groups.edit', 'users.view')
    const administrators = await Group.administrators()
    const response = await asStaff(
      client
        .visit('management.groups.members.store', { group_id: administrators.id })
        .form({ members: [editor.id] }),
      editor
    )

    response.assertStatus(403)
    await db.assertMissing('group_members', { group_id: administrators.id, user_id: editor.id })
  })

  test('the last administrator who can log in stays', async ({ client, db }) => {
    const last = await administrator()
    const disabled = await administrator()
    await disabled.merge({ disabledAt: last.createdAt }).save()
    const { id } = await Group.administrators()
    const response = await asStaff(
      client.visit('management.groups.members.destroy', { group_id: id, id: last.id }),
      last
    )

    response.assertFlashMessage(
      'error',
      'This is the last administrator who can log in. Make somebody else an administrator first.'
    )
    await db.assertHas('group_members', { group_id: id, user_id: last.id })
  })

  test('the last administrator cannot delete the own account', async ({ client, db }) => {
    const last = await administrator()
    const response = await asStaff(client.visit('account_deletions.store'), last)

    response.assertFlashMessage(
      'error',
      'This is the last administrator who can log in. Make somebody else an administrator first.'
    )
    await db.assertHas('users', { id: last.id, deletes_at: null })
  })
})
