import { test } from '@japa/runner'
import { GroupFactory } from '#database/factories/group_factory'
import Group from '#models/group'
import { administrator, asStaff, fieldsOf, staffWith } from '#tests/support/staff'

const values = { name: 'Support', description: 'Answers mails', needsSecondFactor: 'true' }

test.group('Groups | store', () => {
  test('the staff creates a group with permissions', async ({ assert, client }) => {
    const response = await asStaff(
      client
        .visit('management.groups.store')
        .form(fieldsOf({ ...values, permissions: ['users.view'] })),
      await administrator()
    )

    const group = await Group.findByOrFail('name', 'Support')
    response.assertHeader('location', `/management/groups/${group.id}`)
    response.assertFlashMessage('success', '“Support” is created.')
    assert.containsSubset(group.serialize(), {
      description: 'Answers mails',
      needsSecondFactor: true,
      permissions: ['users.view'],
      hasAllPermissions: false,
    })
  })

  test('nobody creates a group with more permissions than his own', async ({ client, db }) => {
    const response = await asStaff(
      client
        .visit('management.groups.store')
        .form(fieldsOf({ ...values, permissions: ['users.view'] })),
      await staffWith('groups.view', 'groups.edit')
    )

    response.assertStatus(403)
    await db.assertMissing('groups', { name: 'Support' })
  })

  test('a form cannot make a group of administrators', async ({ assert, client }) => {
    await asStaff(
      client
        .visit('management.groups.store')
        .form({ ...values, hasAllPermissions: 'true' } as never),
      await administrator()
    )

    const group = await Group.findByOrFail('name', 'Support')
    assert.isFalse(group.hasAllPermissions)
  })

  for (const [field, value] of [
    ['name', ''],
    ['name', 'a'.repeat(101)],
    ['name', 'two\nlines'],
    ['description', 'a'.repeat(1001)],
    ['needsSecondFactor', 'perhaps'],
    ['permissions', 'users.view'],
    ['permissions', ['users.fly']],
    ['permissions', ['users.view', 'users.view']],
  ] as const) {
    test(`the value ${JSON.stringify(value).slice(0, 20)} of ${field} is refused`, async ({
      assert,
      client,
      db,
    }) => {
      const response = await asStaff(
        client.visit('management.groups.store').form(fieldsOf({ ...values, [field]: value })),
        await administrator()
      )

      const errors = Object.keys(response.flashMessage('inputErrorsBag'))
      assert.isTrue(errors.some((name) => name.split('.')[0] === field))
      await db.assertMissing('groups', { description: 'Answers mails' })
    })
  }

  test('a name that is taken is refused', async ({ assert, client }) => {
    await GroupFactory.merge({ name: 'Support' }).create()
    const response = await asStaff(
      client.visit('management.groups.store').form(values),
      await administrator()
    )

    assert.deepEqual(Object.keys(response.flashMessage('inputErrorsBag')), ['name'])
  })

  test('a form asks for the password again', async ({ client, db }) => {
    const response = await client
      .visit('management.groups.store')
      .form(values)
      .loginAs(await administrator())
      .withCsrfToken()
      .redirects(0)

    response.assertHeader('location', '/confirm-identity')
    await db.assertMissing('groups', { name: 'Support' })
  })
})
