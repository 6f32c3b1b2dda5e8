import { test } from '@japa/runner'
import { GroupFactory } from '#database/factories/group_factory'
import { UserFactory } from '#database/factories/user_factory'
import Group from '#models/group'
import { administrator } from '#tests/support/staff'
import { run } from '#tests/support/user_commands'
import UserDelete from '../../../commands/user_delete.ts'
import UserDemote from '../../../commands/user_demote.ts'
import UserDisable from '../../../commands/user_disable.ts'
import UserPromote from '../../../commands/user_promote.ts'

test.group('Commands | user:promote', () => {
  test('user:promote makes an account an administrator', async ({ assert }) => {
    const user = await UserFactory.create()
    const { exitCode, lines } = await run(UserPromote, [user.email])

    assert.equal(exitCode, 0)
    assert.include(lines, `${user.email} is a member of Administrators`)
    await user.refresh()
    assert.isTrue(await user.may('groups.edit'))
  })

  test('user:promote adds to another group, and user:demote removes from it', async ({
    assert,
    db,
  }) => {
    const user = await UserFactory.create()
    const group = await GroupFactory.merge({ name: 'Support' }).create()
    await run(UserPromote, [user.email, '--group=support'])
    await db.assertHas('group_members', { group_id: group.id, user_id: user.id })

    const { exitCode } = await run(UserDemote, [user.email, '--group=Support'])
    assert.equal(exitCode, 0)
    await db.assertMissing('group_members', { user_id: user.id })
  })

  test('user:promote names the groups that exist', async ({ assert }) => {
    const user = await UserFactory.create()
    const { exitCode, lines } = await run(UserPromote, [user.email, '--group=Kings'])

    assert.equal(exitCode, 1)
    assert.include(lines, 'There is no group Kings. There are: Administrators')
  })

  test('user:promote refuses an account to which nobody can log in', async ({ assert, db }) => {
    const user = await UserFactory.apply('disabled').create()
    const { exitCode, lines } = await run(UserPromote, [user.email])

    assert.equal(exitCode, 1)
    assert.include(lines, `Nobody can log in to ${user.email}`)
    await db.assertMissing('group_members', { user_id: user.id })
  })

  for (const command of [UserDemote, UserDisable, UserDelete]) {
    test(`${command.commandName} refuses the last administrator`, async ({ assert, db }) => {
      const user = await administrator()
      const { exitCode, lines } = await run(command, [user.email])

      assert.equal(exitCode, 1)
      assert.include(lines, 'This is the last administrator who can log in.')
      const { id } = await Group.administrators()
      await db.assertHas('group_members', { group_id: id, user_id: user.id })
      await db.assertHas('users', { id: user.id, disabled_at: null, deletes_at: null })
    })
  }
})
