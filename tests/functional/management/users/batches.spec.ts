import { test } from '@japa/runner'
import { GroupFactory } from '#database/factories/group_factory'
import { UserFactory } from '#database/factories/user_factory'
import Group from '#models/group'
import { administrator, asStaff, fieldsOf, staffWith } from '#tests/support/staff'
import { addSessions } from '#tests/support/user_commands'

test.group('Users | acts on several accounts', () => {
  test('the staff deactivates and activates several accounts', async ({ assert, client, db }) => {
    const users = await UserFactory.createMany(3)
    const ids = users.map(({ id }) => id)
    const staff = await staffWith('users.edit')
    const run = (act: string) =>
      asStaff(client.visit('management.user_batches.store').form(fieldsOf({ act, ids })), staff)

    const response = await run('deactivate')
    response.assertFlashMessage('success', '3 accounts are changed.')
    for (const user of users) {
      await user.refresh()
      assert.isTrue(user.isDisabled)
    }
    await run('activate')
    for (const { id } of users) await db.assertHas('users', { id, disabled_at: null })
  })

  test('the staff ends sessions and adds to a group', async ({ client, db }) => {
    const users = await UserFactory.createMany(2)
    for (const user of users) await addSessions(user)
    const ids = users.map(({ id }) => id)
    const group = await GroupFactory.create()
    const staff = await administrator()
    for (const form of [
      { act: 'end_sessions', ids },
      { act: 'join', ids, group: group.id },
    ]) {
      await asStaff(client.visit('management.user_batches.store').form(fieldsOf(form)), staff)
    }
    await db.assertEmpty('sessions')
    await db.assertHas('group_members', { group_id: group.id }, 2)
  })

  test('the own account, more powerful ones and the last administrator stay as they are', async ({
    client,
    db,
  }) => {
    const staff = await staffWith('users.edit')
    const boss = await administrator()
    const user = await UserFactory.create()
    const ids = [staff.id, boss.id, user.id]
    const response = await asStaff(
      client.visit('management.user_batches.store').form(fieldsOf({ act: 'deactivate', ids })),
      staff
    )
    response.assertFlashMessage(
      'error',
      '1 of 3 accounts are changed. The others are your own, have more permissions than you, cannot log in, or are the last administrator.'
    )
    await db.assertHas('users', { id: boss.id, disabled_at: null })
    await db.assertHas('users', { id: staff.id, disabled_at: null })
  })

  test('the last administrator stays also when another one leaves at the same moment', async ({
    client,
    db,
  }) => {
    const [first, second] = [await administrator(), await administrator()]
    const deactivate = (staff: typeof first, other: typeof first) =>
      asStaff(
        client
          .visit('management.user_batches.store')
          .form(fieldsOf({ act: 'deactivate', ids: [other.id] })),
        staff
      )
    await Promise.all([deactivate(first, second), deactivate(second, first)])
    await db.assertHas('users', { disabled_at: null }, 1)
  })

  test('more accounts than a form may have change nothing', async ({ client, db }) => {
    const boss = await administrator()
    const ids = [boss.id, ...Array.from({ length: 1200 }, (_, index) => boss.id + 1 + index)]
    const response = await asStaff(
      client.visit('management.user_batches.store').form(fieldsOf({ act: 'deactivate', ids })),
      await administrator()
    )
    response.assertStatus(413)
    await db.assertHas('users', { id: boss.id, disabled_at: null })
  })

  test('only accounts that can log in join a group', async ({ client, db }) => {
    const users = [
      await UserFactory.create(),
      await UserFactory.apply('disabled').create(),
      await UserFactory.apply('unconfirmed').create(),
    ]
    const group = await GroupFactory.create()
    const ids = users.map(({ id }) => id)
    await asStaff(
      client
        .visit('management.user_batches.store')
        .form(fieldsOf({ act: 'join', ids, group: group.id })),
      await administrator()
    )
    await db.assertHas('group_members', { group_id: group.id }, 1)
    await db.assertHas('group_members', { group_id: group.id, user_id: users[0].id })
  })

  test('nobody adds to a group with more permissions than his own', async ({ client, db }) => {
    const user = await UserFactory.create()
    const { id: group } = await Group.administrators()
    const response = await asStaff(
      client
        .visit('management.user_batches.store')
        .form(fieldsOf({ act: 'join', ids: [user.id], group })),
      await staffWith('users.edit', 'groups.edit')
    )
    response.assertStatus(403)
    await db.assertMissing('group_members', { user_id: user.id })
  })

  for (const [field, form] of [
    ['act', { act: 'fly', ids: [1] }],
    ['ids', { act: 'activate' }],
    ['ids', { act: 'activate', ids: ['x'] }],
    ['ids', { act: 'activate', ids: Array.from({ length: 101 }, (_, index) => index + 1) }],
    ['group', { act: 'join', ids: [1] }],
  ] as const) {
    test(`a wrong ${field} is refused: ${JSON.stringify(form).slice(0, 40)}`, async ({
      assert,
      client,
    }) => {
      const response = await asStaff(
        client.visit('management.user_batches.store').form(fieldsOf(form)),
        await staffWith('users.edit')
      )
      const [name] = Object.keys(response.flashMessage('inputErrorsBag'))
      assert.equal(name.split('.')[0], field)
    })
  }
})
