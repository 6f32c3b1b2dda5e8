import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import { withRawCookie } from '#tests/support/raw_cookie'

const inGermany = { locale: 'en', country: 'DE' }

test.group('Preferences | country', () => {
  test('the order of dates and the first day of the week follow {title}')
    .with([
      { title: 'the country', chosen: inGermany, habits: { dateOrder: 'dmy', firstDayOfWeek: 1 } },
      {
        title: 'the language of an account without a country',
        chosen: { locale: 'en' },
        habits: {},
      },
      {
        title: 'the choice of the member before the country',
        chosen: { ...inGermany, dateOrder: 'ymd' as const, firstDayOfWeek: 6 },
        habits: { dateOrder: 'ymd', firstDayOfWeek: 6 },
      },
    ])
    .run(async ({ assert, client }, { chosen, habits }) => {
      const user = await UserFactory.merge({ ...chosen, timeZone: 'UTC' }).create()
      const page = await client.visit('preferences.edit').loginAs(user).withInertia()

      assert.deepEqual(page.inertiaProps.region, { locale: 'en', timeZone: 'UTC', ...habits })
      assert.deepInclude(user.region, habits)
    })

  test('the page names the defaults of the country', async ({ client }) => {
    const user = await UserFactory.merge(inGermany).create()
    const request = client.visit('preferences.edit').loginAs(user)
    const page = await withRawCookie(request, 'plain_pages', '1')

    page.assertTextIncludes('By country (31/12/2026)')
    page.assertTextIncludes('By country (Monday)')
  })
})
