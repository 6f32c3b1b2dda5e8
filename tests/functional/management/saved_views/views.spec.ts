import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import SavedView from '#models/saved_view'
import { asStaff, staffWith } from '#tests/support/staff'

const view = { list: 'management.users.index', name: 'Active', choice: 'state=active&search=ada' }

test.group('Saved views', () => {
  test('a view leads to the list as it was, for its owner alone', async ({ assert, client }) => {
    const staff = await staffWith('users.view')
    await asStaff(client.visit('management.saved_views.store').form(view as never), staff)

    const viewsFor = async (user: typeof staff) => {
      const page = await client.visit('management.users.index').loginAs(user).withInertia()
      return page.inertiaProps.views
    }
    assert.containsSubset(await viewsFor(staff), [{ name: 'Active', choice: view.choice }])
    assert.deepEqual(await viewsFor(await staffWith('users.view')), [])
  })

  test('a name that is taken is refused', async ({ assert, client }) => {
    const staff = await staffWith('users.view')
    await asStaff(client.visit('management.saved_views.store').form(view as never), staff)
    const response = await asStaff(
      client.visit('management.saved_views.store').form(view as never),
      staff
    )
    assert.deepEqual(Object.keys(response.flashMessage('inputErrorsBag')), ['name'])
  })

  for (const [field, value] of [
    ['list', 'management.users.show'],
    ['name', ''],
    ['name', 'a'.repeat(61)],
    ['choice', ''],
    ['choice', 'a=<script>'],
    ['choice', `a=${'b'.repeat(1000)}`],
  ]) {
    test(`the value ${value.slice(0, 20)} of ${field} is refused`, async ({ assert, client }) => {
      const response = await asStaff(
        client.visit('management.saved_views.store').form({ ...view, [field]: value } as never),
        await staffWith('users.view')
      )
      assert.deepEqual(Object.keys(response.flashMessage('inputErrorsBag')), [field])
    })
  }

  test('a list has at most 50 views of one person', async ({ client, db }) => {
    const staff = await staffWith('users.view')
    const rows = Array.from({ length: 50 }, (_, index) => ({ ...view, name: `View ${index}` }))
    await SavedView.createMany(rows.map((row) => ({ ...row, userId: staff.id })) as never)
    const response = await asStaff(
      client.visit('management.saved_views.store').form(view as never),
      staff
    )
    response.assertFlashMessage(
      'error',
      'This list has as many saved views as it can have. Delete one before you save another one.'
    )
    await db.assertHas('saved_views', { user_id: staff.id }, 50)
  })

  test('a view whose filters do not exist any more shows the list', async ({ assert, client }) => {
    const staff = await staffWith('users.view')
    const choice = 'former=1&state=gone&sort=-former'
    await asStaff(
      client.visit('management.saved_views.store').form({ ...view, choice } as never),
      staff
    )
    const page = await client.get(`/management/users?${choice}`).loginAs(staff).withInertia()
    page.assertStatus(200)
    assert.lengthOf(page.inertiaProps.views, 1)
  })

  test('nobody deletes the view of somebody else', async ({ client, db }) => {
    const staff = await staffWith('users.view')
    const { id } = await SavedView.create({ ...view, userId: staff.id } as never)
    const stranger = await UserFactory.create()
    const response = await asStaff(client.visit('management.saved_views.destroy', { id }), stranger)
    response.assertStatus(404)
    await db.assertHas('saved_views', { id })

    await asStaff(client.visit('management.saved_views.destroy', { id }), staff)
    await db.assertMissing('saved_views', { id })
  })
})
