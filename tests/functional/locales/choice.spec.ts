import { test } from '@japa/runner'
import { appUrl } from '#config/app'
import { UserFactory } from '#database/factories/user_factory'
import { withRawCookie } from '#tests/support/raw_cookie'

test.group('Locales | choice', () => {
  test('the locale comes from profile, cookie, browser and default, in this order', async ({
    client,
  }) => {
    const member = await UserFactory.merge({ locale: 'ar' }).create()

    const page = await withRawCookie(client.visit('home').loginAs(member), 'locale', 'es')
    page.assertHeader('content-language', 'ar')
    const visit = client.visit('home').header('accept-language', 'ar')
    const withCookie = await withRawCookie(visit, 'locale', 'es')
    withCookie.assertHeader('content-language', 'es')
    const withBrowser = await client.visit('home').header('accept-language', 'ar-EG,en;q=0.5')
    withBrowser.assertHeader('content-language', 'ar')
    const withNothing = await client.visit('home')
    withNothing.assertHeader('content-language', 'en')
  })

  test('a member without a language in the profile gets that of the cookie', async ({ client }) => {
    const member = await UserFactory.create()
    const page = await withRawCookie(client.visit('home').loginAs(member), 'locale', 'es')
    page.assertHeader('content-language', 'es')
  })

  for (const [cookie, locale] of [
    ['es', 'es'],
    ['xx', 'en'],
    ['', 'en'],
    ['__proto__', 'en'],
    ['%E0%A4%A', 'en'],
    ['es%00', 'en'],
    ['ES', 'en'],
  ]) {
    test(`a cookie of "${cookie}" chooses ${locale}`, async ({ assert }) => {
      const page = await fetch(appUrl, { headers: { cookie: `locale=${cookie}` } })
      assert.equal(page.status, 200)
      assert.equal(page.headers.get('content-language'), locale)
    })
  }

  test("?lang wins over everything else, and is stored as a guest's choice", async ({
    assert,
    client,
  }) => {
    const visit = client.get('/login?lang=ar').header('accept-language', 'es')
    const page = await withRawCookie(visit, 'locale', 'es')

    page.assertHeader('content-language', 'ar')
    page.assertTextIncludes('<html lang="ar" dir="rtl"')
    assert.include(String(page.header('set-cookie')), 'locale=ar;')
  })

  test("?lang sets a member's language for one page only", async ({ assert, client }) => {
    const member = await UserFactory.merge({ locale: 'en' }).create()
    const page = await client.get('/dashboard?lang=es').loginAs(member)

    page.assertHeader('content-language', 'es')
    assert.notInclude(String(page.header('set-cookie')), 'locale=')
    await member.refresh()
    assert.equal(member.locale, 'en')
  })

  for (const query of [
    'lang=xx',
    'lang=',
    'lang[]=es',
    'lang[a]=es',
    'lang=es&lang=ar',
    'lang=%E0',
  ]) {
    test(`?${query} chooses nothing`, async ({ assert, client }) => {
      const page = await client.get(`/login?${query}`)
      page.assertStatus(200)
      page.assertHeader('content-language', 'en')
      assert.notInclude(String(page.header('set-cookie')), 'locale=')
    })
  }

  test('?lang counts for GET requests only', async ({ client }) => {
    const form = { email: 'nobody', password: '' }
    const answer = await client.post('/login?lang=es').form(form).withCsrfToken().redirects(0)
    answer.assertHeader('content-language', 'en')
  })

  test('?lang sets the language of a 404 page too', async ({ client }) => {
    const page = await client.get('/no/such/page?lang=ar')
    page.assertStatus(404)
    page.assertTextIncludes('<html lang="ar" dir="rtl"')
  })

  test('a page gets all parts of the region', async ({ assert, client }) => {
    const member = await UserFactory.merge({
      locale: 'es',
      timeZone: 'America/Bogota',
      dateOrder: 'ymd',
      firstDayOfWeek: 7,
    }).create()
    const visit = client.visit('dashboard.index').loginAs(member).withInertia()
    const page = await withRawCookie(visit, 'time_zone', 'Asia/Tokyo')

    assert.deepEqual(page.inertiaProps.region, {
      locale: 'es',
      timeZone: 'America/Bogota',
      dateOrder: 'ymd',
      firstDayOfWeek: 7,
    })
  })

  for (const [cookie, timeZone] of [
    ['Asia/Tokyo', 'Asia/Tokyo'],
    ['Etc/GMT+5', 'Etc/GMT+5'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['Mars/Olympus', 'UTC'],
    ['+02:00', 'UTC'],
    ['%E0%A4%A', 'UTC'],
  ]) {
    test(`a browser with the cookie "${cookie}" gets ${timeZone} if the profile has no zone`, async ({
      assert,
      client,
    }) => {
      const visit = client.visit('dashboard.index').loginAs(await UserFactory.create())
      const page = await withRawCookie(visit.withInertia(), 'time_zone', cookie)
      assert.equal(page.inertiaProps.region.timeZone, timeZone)
    })
  }

  test('a stored language or zone that is no longer supported is ignored', async ({ assert }) => {
    const user = await UserFactory.merge({ locale: 'tlh', timeZone: 'Mars/Olympus' }).create()
    assert.deepInclude(user.region, { locale: 'en', timeZone: 'UTC' })
  })
})
