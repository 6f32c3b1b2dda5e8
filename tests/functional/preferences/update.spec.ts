import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'

const preferences = {
  locale: 'es',
  timeZone: 'America/Bogota',
  dateOrder: 'ymd',
  firstDayOfWeek: '7',
  country: 'CO',
  theme: 'dark',
} as const

test.group('Preferences | update', () => {
  test('a member saves the preferences and sees a message in the new language', async ({
    assert,
    client,
    db,
  }) => {
    const user = await UserFactory.merge({ locale: 'en' }).create()
    const other = await UserFactory.merge({ locale: 'en' }).create()
    const response = await client
      .put('/settings/preferences')
      .form(preferences)
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)

    response.assertHeader('location', '/settings/preferences')
    response.assertFlashMessage('success', 'Tus preferencias se han guardado.')
    await db.assertHas('users', {
      id: user.id,
      locale: 'es',
      time_zone: 'America/Bogota',
      date_order: 'ymd',
      first_day_of_week: 7,
      country: 'CO',
      theme: 'dark',
    })
    await db.assertHas('users', { id: other.id, locale: 'en', time_zone: null })
    assert.include(String(response.header('set-cookie')), 'locale=es;')
  })

  test('"by language" resets the chosen order', async ({ client, db }) => {
    const user = await UserFactory.merge({ dateOrder: 'ymd', firstDayOfWeek: 7 }).create()
    await client
      .put('/settings/preferences')
      .form({ ...preferences, dateOrder: '', firstDayOfWeek: '' })
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)

    await db.assertHas('users', { id: user.id, date_order: null, first_day_of_week: null })
  })

  test('an alias of a time zone is stored as the zone itself', async ({ client, db }) => {
    const user = await UserFactory.create()
    await client
      .put('/settings/preferences')
      .form({ ...preferences, timeZone: 'Asia/Calcutta' })
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)

    await db.assertHas('users', { id: user.id, time_zone: 'Asia/Kolkata' })
  })

  for (const [field, value, message] of [
    ['locale', 'xx', 'This language is not available.'],
    ['locale', 'en-XA', 'This language is not available.'],
    ['locale', '', 'Choose a language.'],
    ['timeZone', 'Mars/Olympus', 'This time zone is not available.'],
    ['timeZone', '+02:00', 'This time zone is not available.'],
    ['timeZone', '', 'Choose a time zone.'],
    ['dateOrder', 'dym', 'Choose one of the given options.'],
    ['country', 'ZZ', 'Choose one of the given options.'],
    ['country', 'co', 'Choose one of the given options.'],
    ['theme', 'blue', 'Choose one of the given options.'],
    ['firstDayOfWeek', '0', 'Enter a number from 1 to 7.'],
    ['firstDayOfWeek', '8', 'Enter a number from 1 to 7.'],
    ['firstDayOfWeek', '1.5', 'Enter a whole number.'],
  ]) {
    test(`the value "${value}" of ${field} is refused at its field, and nothing is saved (ASVS 2.2.1)`, async ({
      assert,
      client,
      db,
    }) => {
      const user = await UserFactory.merge({ locale: 'en' }).create()
      const response = await client
        .put('/settings/preferences')
        .form({ ...preferences, [field]: value } as typeof preferences)
        .loginAs(user)
        .withCsrfToken()
        .redirects(0)

      assert.deepEqual(response.flashMessage('inputErrorsBag'), { [field]: [message] })
      await db.assertHas('users', { id: user.id, locale: 'en', time_zone: null })
    })
  }

  test('a member changes only the own account', async ({ client, db }) => {
    const [user, other] = [await UserFactory.create(), await UserFactory.create()]
    await client
      .put(`/settings/preferences?id=${other.id}`)
      .form({ ...preferences, id: other.id, email: 'mallory@example.com' } as typeof preferences)
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)

    await db.assertHas('users', { id: other.id, time_zone: null })
    await db.assertHas('users', { id: user.id, email: user.email })
  })

  test('a guest is sent to the log-in (ASVS 8.2.1)', async ({ client, db }) => {
    const response = await client
      .put('/settings/preferences')
      .form(preferences)
      .withCsrfToken()
      .redirects(0)

    response.assertHeader('location', '/login')
    await db.assertEmpty('users')
  })
})
