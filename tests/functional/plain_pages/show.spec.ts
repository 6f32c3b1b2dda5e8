import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import { withRawCookie } from '#tests/support/raw_cookie'

const REFRESH = '<noscript><meta http-equiv="refresh"'

test.group('Plain pages | show', () => {
  test('a browser without scripts is remembered and comes back to its page', async ({
    assert,
    client,
  }) => {
    const to = '/settings/security?from=2026-01-01&page=2'
    const response = await client.get('/plain-pages').qs({ to }).redirects(0)

    response.assertStatus(302)
    response.assertHeader('location', to)
    const cookie = [response.header('set-cookie')].flat().find((one) => /plain_pages/.test(one!))
    assert.match(cookie!, /^plain_pages=1; Path=\/; SameSite=Lax/i)
    assert.notMatch(cookie!, /max-age|expires|httponly/i)
  })

  test('without an address, the answer is empty', async ({ assert, client }) => {
    const response = await client.get('/plain-pages')
    response.assertStatus(204)
    assert.include(String(response.header('set-cookie')), 'plain_pages=1')
  })

  for (const to of [
    ...['https://evil.example', '//evil.example', '/\\evil.example', '/\t/evil.example'],
    ...['javascript:alert(1)', 'evil.example', '/a b', '/a\r\nx: y', '\\\\evil.example', ''],
  ]) {
    test(`the address ${JSON.stringify(to)} leads nowhere else`, async ({ assert, client }) => {
      const response = await client.get('/plain-pages').qs({ to }).redirects(0)
      assert.equal(response.header('location') ?? '/', '/')
    })
  }

  test("a member's page is rendered by the browser, or without scripts by the server", async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    const visit = () => client.visit('preferences.edit').loginAs(user)
    const usual = await visit()
    assert.include(usual.text(), `${REFRESH} content="0; url=/plain-pages?to=%2Fsettings`)
    assert.notInclude(usual.text(), '<form')

    const plain = await withRawCookie(visit(), 'plain_pages', '1')
    assert.notInclude(plain.text(), REFRESH)
    assert.include(plain.text(), 'action="/settings/preferences?_method=PUT"')
    assert.match(plain.text(), /<input type="hidden" name="_csrf" value="\S+">/)
  })

  test("a guest's page needs no second visit", async ({ assert, client }) => {
    const response = await client.visit('sessions.create')
    assert.notInclude(response.text(), REFRESH)
    assert.include(response.text(), '<noscript><img src="/plain-pages"')
  })
})
