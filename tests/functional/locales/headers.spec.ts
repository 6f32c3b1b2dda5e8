import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import { appUrl } from '#config/app'

const varyOf = (response: { header: (name: string) => string | undefined }) =>
  (response.header('vary') ?? '').toLowerCase().split(/\s*,\s*/)

test.group('Locales | headers', () => {
  for (const [path, status] of [
    ['/', 200],
    ['/login', 200],
    ['/no/such/page', 404],
    ['/email-confirmations/1?key=any', 403],
  ] as const) {
    test(`the Vary header of ${path} has everything that its text depends on`, async ({
      assert,
      client,
    }) => {
      const page = await client.get(path)

      page.assertStatus(status)
      assert.includeMembers(varyOf(page), ['accept-language', 'cookie', 'x-inertia'])
      assert.equal(page.header('content-language'), 'en')
    })
  }

  test('the Vary header of an Inertia visit and a problem has each name once', async ({
    assert,
    client,
  }) => {
    const visit = await client.visit('sessions.create').withInertia()
    assert.sameMembers(varyOf(visit), ['x-inertia', 'accept-language', 'cookie'])

    const problem = await client.get('/no/such/page').accept('json')
    assert.sameMembers(varyOf(problem), ['accept', 'x-inertia', 'accept-language', 'cookie'])
  })

  test('an asset does not vary by language', async ({ assert, client }) => {
    const asset = await client.get('/favicon.svg')
    asset.assertStatus(200)
    assert.notIncludeMembers(varyOf(asset), ['accept-language'])
    assert.isUndefined(asset.header('content-language'))
  })

  test('Content-Language is sent once, with the language of the account', async ({
    assert,
    client,
  }) => {
    const member = await UserFactory.merge({ locale: 'es' }).create()
    const page = await client
      .visit('dashboard.index')
      .loginAs(member)
      .header('accept-language', 'ar')
    assert.equal(page.header('content-language'), 'es')
    page.assertTextIncludes('<html lang="es" dir="ltr"')
  })

  for (const path of ['/', '/login', '/signup']) {
    test(`${path} names its language versions to search engines`, async ({ assert, client }) => {
      const page = await client.get(path)
      const links = linksOf(page.text())

      const url = `${appUrl}${path}`
      assert.deepEqual(links, [
        ['canonical', undefined, url],
        ...['ar', 'en', 'es'].map((locale) => ['alternate', locale, `${url}?lang=${locale}`]),
        ['alternate', 'x-default', url],
      ])
    })
  }

  test('the links to language versions keep other parameters, escaped (ASVS 1.2.1, 1.2.2)', async ({
    assert,
    client,
  }) => {
    const page = await client.get('/login?next=%2Fa%22%3E&lang=es')
    assert.includeDeepMembers(linksOf(page.text()), [
      ['canonical', undefined, `${appUrl}/login?next=%2Fa%22%3E&amp;lang=es`],
      ['alternate', 'ar', `${appUrl}/login?next=%2Fa%22%3E&amp;lang=ar`],
    ])
  })

  test('pages behind the log-in and errors have no language versions', async ({
    assert,
    client,
  }) => {
    const dashboard = await client.visit('dashboard.index').loginAs(await UserFactory.create())
    assert.isEmpty(linksOf(dashboard.text()))
    const error = await client.get('/no/such/page')
    assert.isEmpty(linksOf(error.text()))
  })
})

function linksOf(html: string) {
  const links = html.matchAll(
    /<link rel="(canonical|alternate)"(?: hreflang="([^"]+)")? href="([^"]+)"/g
  )
  return [...links].map(([, rel, hreflang, href]) => [rel, hreflang, href])
}
