import { test } from '@japa/runner'
import { GroupFactory } from '#database/factories/group_factory'
import { UserFactory } from '#database/factories/user_factory'
import { administrator, memberOf, staffWith } from '#tests/support/staff'

test.group('Groups | index', () => {
  test('the list shows each group with the number of its members', async ({ assert, client }) => {
    const group = await GroupFactory.merge({
      name: 'Support',
      permissions: ['users.view'],
    }).create()
    await memberOf(group)
    await memberOf(group)
    const response = await client
      .visit('management.groups.index')
      .loginAs(await staffWith('groups.view'))
      .withInertia()

    response.assertInertiaComponent('management/groups/index')
    const rows = response.inertiaProps.groups.data as { name: string; memberCount: number }[]
    assert.equal(rows.find(({ name }) => name === 'Support')!.memberCount, 2)
    assert.deepEqual(response.inertiaProps.can, { create: false })
  })

  test('the menu has only the pages that the account may see', async ({ assert, client }) => {
    const permissionsFor = async (user: Awaited<ReturnType<typeof administrator>>) => {
      const response = await client.visit('dashboard.index').loginAs(user).withInertia()
      return response.inertiaProps.userPermissions
    }

    assert.deepEqual(await permissionsFor(await UserFactory.create()), [])
    assert.deepEqual(await permissionsFor(await staffWith('users.view')), ['users.view'])
    assert.includeMembers(await permissionsFor(await administrator()), ['groups.edit'])
  })

  test('a search finds groups by their description', async ({ assert, client }) => {
    const found = await GroupFactory.merge({ description: 'For the zebras' }).create()
    const response = await client
      .visit('management.groups.index')
      .qs({ search: 'zeb' })
      .loginAs(await administrator())
      .withInertia()

    const rows = response.inertiaProps.groups.data as { id: number }[]
    assert.deepEqual(
      rows.map(({ id }) => id),
      [found.id]
    )
  })
})
