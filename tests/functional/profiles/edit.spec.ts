import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'

test.group('Profiles | edit', () => {
  test('a member sees the own name and job title', async ({ assert, client }) => {
    const user = await UserFactory.merge({ name: 'Ada Lovelace', jobTitle: 'Analyst' }).create()
    const page = await client.visit('profiles.edit').loginAs(user).withInertia()

    page.assertInertiaComponent('settings/profiles/edit')
    assert.deepEqual(page.inertiaProps.profile, { name: 'Ada Lovelace', jobTitle: 'Analyst' })
  })

  test('no page holds the hash of the password or columns that it does not show (ASVS 15.3.1)', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    for (const path of [
      '/settings/profile',
      '/settings/preferences',
      '/settings/security',
      '/dashboard',
    ]) {
      const page = await client.get(path).loginAs(user)
      page.assertStatus(200)
      assert.notInclude(page.text(), user.password!)
      assert.notMatch(page.text(), /\$argon2id|session_?generation|"password":/i)
    }
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
