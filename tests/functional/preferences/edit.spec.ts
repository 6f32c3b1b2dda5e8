import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'

test.group('Preferences | edit', () => {
  test('a member sees the preferences of the profile', async ({ assert, client }) => {
    const user = await UserFactory.merge({ locale: 'ar', timeZone: 'Africa/Cairo' }).create()
    const page = await client.visit('preferences.edit').loginAs(user).withInertia()

    page.assertInertiaComponent('settings/preferences/edit')
    assert.deepEqual(page.inertiaProps.preferences, {
      locale: 'ar',
      country: null,
      theme: null,
      timeZone: 'Africa/Cairo',
      dateOrder: null,
      firstDayOfWeek: null,
    })
  })

  test('a guest is sent to the log-in', async ({ client }) => {
    const response = await client.visit('preferences.edit').redirects(0)
    response.assertHeader('location', '/login')
  })
})
