import { test } from '@japa/runner'
import { appUrl } from '#config/app'

test.group('Home | index', () => {
  test('the public page tells other sites its title, description and picture in {locale}')
    .with([
      { locale: 'en', heading: 'Sign up today, work today' },
      { locale: 'es', heading: 'Crea tu cuenta hoy, trabaja hoy' },
      { locale: 'ar', heading: 'حسابك اليوم، وعملك اليوم' },
    ])
    .run(async ({ assert, client }, { locale, heading }) => {
      const response = await client.get('/').header('accept-language', locale)
      const page = response.text()
      assert.include(page, `property="og:title" content="${heading}"`)
      assert.match(page, /<meta name="description" content="[^"]*Easystart/)
      assert.include(page, `property="og:url" content="${appUrl}/"`)
      assert.include(page, `property="og:image" content="${appUrl}/logo.png"`)
    })

  test('a button has no attribute that HTML does not have', async ({ assert, client }) => {
    const response = await client.get('/login')
    assert.include(response.text(), 'type="submit"')
    assert.notMatch(response.text(), /ariacurrentvalue/i)
  })

  test('the picture for other sites exists', async ({ client }) => {
    const response = await client.get('/logo.png')
    response.assertStatus(200)
    response.assertHeader('content-type', 'image/png')
  })
})
