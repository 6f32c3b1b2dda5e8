import { test } from '@japa/runner'
import { GroupFactory } from '#database/factories/group_factory'
import { UserFactory } from '#database/factories/user_factory'
import User from '#models/user'
import { administrator, asStaff, fieldsOf, staffWith } from '#tests/support/staff'

const details = {
  name: 'Grace',
  email: 'grace@navy.example',
  password: 'nine-kestrels-over-lisbon',
}

test.group('Users | create and edit', () => {
  test('the staff creates an account that can log in', async ({ assert, client }) => {
    const group = await GroupFactory.merge({ permissions: ['users.view'] }).create()
    const response = await asStaff(
      client.visit('management.users.store').form(fieldsOf({ ...details, groups: [group.id] })),
      await administrator()
    )

    const user = await User.findByOrFail('email', details.email)
    response.assertHeader('location', `/management/users/${user.id}`)
    assert.isTrue(user.canLogIn)
    assert.isTrue(await user.verifyPassword(details.password))
    assert.isTrue(await user.may('users.view'))
  })

  for (const [field, value] of [
    ['name', ''],
    ['email', 'grace'],
    ['password', 'short'],
    ['groups', [2_000_000_000]],
  ] as const) {
    test(`the value ${JSON.stringify(value)} of ${field} is refused`, async ({
      assert,
      client,
      db,
    }) => {
      const response = await asStaff(
        client.visit('management.users.store').form(fieldsOf({ ...details, [field]: value })),
        await administrator()
      )
      const [name] = Object.keys(response.flashMessage('inputErrorsBag'))
      assert.equal(name.split('.')[0], field)
      await db.assertMissing('users', { name: 'Grace' })
    })
  }

  test('an address that is taken is refused', async ({ assert, client }) => {
    const { email } = await UserFactory.create()
    const response = await asStaff(
      client.visit('management.users.store').form({ ...details, email }),
      await administrator()
    )
    assert.deepEqual(Object.keys(response.flashMessage('inputErrorsBag')), ['email'])
  })

  test('the staff changes a name and a job title', async ({ assert, client, db }) => {
    const user = await UserFactory.create()
    await asStaff(
      client
        .visit('management.users.update', { id: user.id })
        .form({ name: 'Grace', jobTitle: 'Admiral' }),
      await staffWith('users.edit')
    )
    await user.refresh()
    assert.containsSubset(user.serialize(), { name: 'Grace', jobTitle: 'Admiral' })
    await db.assertHas('account_events', { user_id: user.id, kind: 'profile_changed' }, 1)
  })

  test('a form that changes nothing leaves no trace', async ({ client, db }) => {
    const user = await UserFactory.create()
    await asStaff(
      client
        .visit('management.users.update', { id: user.id })
        .form({ name: user.name, jobTitle: '' }),
      await staffWith('users.edit')
    )
    await db.assertMissing('account_events', { user_id: user.id })
  })

  test('the staff requires a second factor of one account', async ({ assert, client }) => {
    const user = await UserFactory.create()
    const staff = await staffWith('users.edit')
    const duty = { user_id: user.id }
    await asStaff(client.visit('management.users.second_factor_duty.store', duty), staff)
    const asked = await client.visit('dashboard.index').loginAs(user).redirects(0)
    asked.assertHeader('location', '/settings/second-factor')

    await asStaff(client.visit('management.users.second_factor_duty.destroy', duty), staff)
    await user.refresh()
    assert.isFalse(await user.needsSecondFactor())
  })
})
