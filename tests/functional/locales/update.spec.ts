import { test } from '@japa/runner'
import { appUrl } from '#config/app'
import { UserFactory } from '#database/factories/user_factory'
import { withRawCookie } from '#tests/support/raw_cookie'

test.group('Locales | update', () => {
  test("a guest's choice is stored in a cookie", async ({ assert, client }) => {
    const response = await client
      .visit('locales.update')
      .form({ locale: 'es' })
      .withCsrfToken()
      .redirects(0)

    assert.include(String(response.header('set-cookie')), 'locale=es;')
  })

  test("a member's choice is stored in the profile, which wins over the cookie", async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.merge({ locale: 'en' }).create()
    await client
      .visit('locales.update')
      .form({ locale: 'es' })
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)
    await user.refresh()
    assert.equal(user.locale, 'es')

    const visit = client.visit('dashboard.index').loginAs(user).withInertia()
    const page = await withRawCookie(visit, 'locale', 'en')
    assert.equal(page.inertiaProps.region?.locale, 'es')
  })

  for (const [languages, locale] of [
    ['es-MX,es;q=0.9,en;q=0.8', 'es'],
    ['fr;q=0.9, es;q=0.5, en;q=0.8', 'en'],
    ['fr', 'en'],
    ['', 'en'],
  ]) {
    test(`a browser that accepts "${languages}" gets ${locale}`, async ({ client }) => {
      const response = await client.get('/').header('accept-language', languages)
      response.assertHeader('content-language', locale)
    })
  }

  test('a change of language redirects to the same page without ?lang', async ({ client }) => {
    const response = await client
      .visit('locales.update')
      .form({ locale: 'es' })
      .header('referer', `${appUrl}/login?lang=ar&next=1`)
      .withCsrfToken()
      .redirects(0)

    response.assertHeader('location', '/login?next=1')
  })

  test('an unsupported language is refused', async ({ client }) => {
    const response = await client
      .put('/locale')
      .form({ locale: 'xx' as 'en' })
      .accept('json')
      .withCsrfToken()

    response.assertStatus(422)
    response.assertBodyContains({ errors: [{ field: 'locale' }] })
  })
})
