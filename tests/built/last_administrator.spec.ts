import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import AccountDeletion from '#models/account_deletion'
import Group from '#models/group'
import type User from '#models/user'
import UserAdministration from '#services/user_administration'
import { administrator, removeFrom } from '#tests/support/staff'

const NOWHERE = { ipAddress: null, userAgent: null }

const ENDS: Record<string, (user: User) => Promise<unknown>> = {
  'a removal': async (user) => removeFrom(await Group.administrators(), user),
  'a disabled account': (user) => UserAdministration.disable(user),
  'a deletion': (user) => AccountDeletion.request(user, 'deletion_requested', NOWHERE),
}

/** Functional tests share one connection, so they cannot show it. */
test.group('Last administrator', (group) => {
  const forgetMembers = async () => {
    await db.from('group_members').delete()
  }
  // Other tests leave administrators too.
  group.each.setup(forgetMembers)
  group.each.teardown(forgetMembers)

  for (const [title, end] of Object.entries(ENDS)) {
    test(`of two administrators who lose their power by ${title} at the same time, one stays`, async ({
      assert,
    }) => {
      const administrators = [await administrator(), await administrator()]
      const ends = await Promise.allSettled(administrators.map((one) => end(one)))

      const refused = ends.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[]
      assert.lengthOf(refused, 1)
      assert.equal(refused[0].reason.code, 'E_ACT_REFUSED')
    })
  }

  test('an account that leaves two groups at the same time is no staff any more', async ({
    assert,
  }) => {
    await administrator()
    const { GroupFactory } = await import('#database/factories/group_factory')
    const groups = await GroupFactory.createMany(2)
    const user = await administrator()
    await groups[0].add([user.id], NOWHERE)
    await groups[1].add([user.id], NOWHERE)
    await Promise.all([await Group.administrators(), ...groups].map((one) => removeFrom(one, user)))

    await user.refresh()
    assert.isFalse(user.isStaff)
  })
})
