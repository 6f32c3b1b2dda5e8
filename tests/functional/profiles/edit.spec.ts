import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'

test.group('Profiles | edit', () => {
  test('a member sees the own name and job title', async ({ assert, client }) => {
    const user = await UserFactory.merge({ name: 'Ada Lovelace', jobTitle: 'Analyst' }).create()
    const page = await client.visit('profiles.edit').loginAs(user).withInertia()

    page.assertInertiaComponent('settings/profiles/edit')
    assert.deepEqual(page.inertiaProps.profile, { name: 'Ada Lovelace', jobTitle: 'Analyst' })
  })

  test('the address of the settings leads to the profile', async ({ client }) => {
    const user = await UserFactory.create()
    const response = await client.get('/settings').loginAs(user).redirects(0)

    response.assertStatus(302)
    response.assertHeader('location', '/settings/profile')
  })

  test('a guest is sent to the log-in: {$self}')
    .with(['/settings', '/settings/profile'])
    .run(async ({ client }, path) => {
      const response = await client.get(path).redirects(0)
      response.assertHeader('location', '/login')
    })
})
