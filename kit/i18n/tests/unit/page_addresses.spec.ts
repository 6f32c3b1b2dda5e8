import { test } from '@japa/runner'
import { pageAddresses } from '#i18n/page_addresses'

const URL = 'https://example.com/login'

test.group('Addresses of a public page', () => {
  test('each language has an alternate address, and x-default has no language', ({ assert }) => {
    assert.deepEqual(pageAddresses(URL, '', ['en', 'es']), {
      canonical: URL,
      alternates: [
        { hreflang: 'en', href: `${URL}?lang=en` },
        { hreflang: 'es', href: `${URL}?lang=es` },
        { hreflang: 'x-default', href: URL },
      ],
    })
  })

  test('a page with ?lang is its own canonical page', ({ assert }) => {
    assert.equal(pageAddresses(URL, 'lang=es', ['en', 'es']).canonical, `${URL}?lang=es`)
    for (const query of ['lang=xx', 'lang=', 'lang=es&lang=en']) {
      assert.equal(pageAddresses(URL, query, ['en', 'es']).canonical, URL)
    }
  })

  test('other parameters are kept and encoded, tracking parameters are removed', ({ assert }) => {
    const query = 'utm_source=mail&page=2&lang=es&q="><script>&gclid=1'
    const { canonical, alternates } = pageAddresses(URL, query, ['en', 'es'])

    assert.equal(canonical, `${URL}?page=2&q=%22%3E%3Cscript%3E&lang=es`)
    assert.equal(alternates.at(-1)!.href, `${URL}?page=2&q=%22%3E%3Cscript%3E`)
  })

  test('a malformed query is tolerated', ({ assert }) => {
    assert.doesNotThrow(() => pageAddresses(URL, '%E0%A4%A&&=&lang=%', ['en']))
  })
})
