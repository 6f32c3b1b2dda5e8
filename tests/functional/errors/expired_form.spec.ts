import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import { Visitor } from '#tests/support/visitor'

const origin = `http://${process.env.HOST ?? 'localhost'}:${process.env.PORT}`
const KEPT = /name="(email|name|terms)" value="([^"]*)"/g

/** The hidden fields of the page. */
const keptIn = (html: string) =>
  Object.fromEntries([...html.matchAll(KEPT)].map(([, ...one]) => one))

test.group('Errors | expired form', () => {
  test('a form that expired keeps what was typed, and can be sent again', async ({ assert }) => {
    const visitor = new Visitor(origin)
    const email = 'ada@example.com'
    const expired = await visitor.postWithoutToken('/forgot-password', { email, name: '"<b>' })
    const html = await expired.text()

    assert.equal(expired.status, 419)
    assert.include(html, 'The page has expired')
    assert.deepEqual(keptIn(html), { email, name: '&quot;&lt;b&gt;' })
    assert.match(html, /<form method="post" action="\/forgot-password"/)

    const [, token] = html.match(/name="_csrf" value="([^"]+)"/)!
    const again = await visitor.postWithoutToken('/forgot-password', { email, _csrf: token })
    assert.equal(again.headers.get('location'), '/forgot-password')
  })

  test('a form with a password leads back to its page, which has the other fields', async ({
    assert,
  }) => {
    const visitor = new Visitor(origin)
    const form = { email: 'ada@example.com', password: 'secret-password' }
    const referer = `${origin}/login`
    const expired = await visitor.postWithoutToken('/login', form, { referer })
    const html = await expired.text()

    assert.equal(expired.status, 419)
    assert.notInclude(html, form.password)
    assert.match(html, /href="\/login"[^>]*>(?:(?!<\/a>).)*Back to the form/s)
    const page = await visitor.get('/login')
    const login = await page.text()
    assert.include(login, form.email)
    assert.notInclude(login, form.password)
  })

  test('a button that expired leads back to its page, because it may delete', async ({
    assert,
    client,
  }) => {
    const path = '/settings/avatar/removal'
    const response = await client
      .post(path)
      .form({})
      .loginAs(await UserFactory.create())
    response.assertStatus(419)
    assert.include(response.text(), '"reason":"button"')
    assert.include(response.text(), '"fields":[]')
  })

  test('a form with a file leads back to its page, because the file is missing', async ({
    assert,
    client,
  }) => {
    const response = await client
      .post('/settings/avatar')
      .file('avatar', Buffer.from('picture'), { filename: 'ada.png' })
      .loginAs(await UserFactory.create())
    response.assertStatus(419)
    assert.include(response.text(), '"reason":"incomplete"')
  })

  test('a page with scripts stays open, says what to do, and its next try is accepted', async ({
    assert,
  }) => {
    const visitor = new Visitor(origin)
    const headers = { 'x-inertia': 'true' }
    const form = { email: 'ada@example.com' }
    const expired = await visitor.postWithoutToken('/forgot-password', form, headers)
    const { detail } = (await expired.json()) as { detail: string }
    assert.equal(expired.status, 419)
    assert.include(detail, 'The text you typed is still here')

    const again = await visitor.post('/forgot-password', form)
    assert.equal(again.headers.get('location'), '/forgot-password')
  })

  test('a form that was sent too often keeps what was typed, and the page says when', async ({
    assert,
  }) => {
    const visitor = new Visitor(origin)
    const email = `ada.${crypto.randomUUID()}@example.com`
    await visitor.get('/forgot-password')
    await visitor.post('/forgot-password', { email })
    const early = await visitor.post('/forgot-password', { email })
    const html = await early.text()

    assert.equal(early.status, 429)
    assert.deepEqual(keptIn(html), { email })
    assert.match(html, /<form method="post" action="\/forgot-password"/)
    assert.match(html, /Too many attempts\. Try again in \d+ seconds\./)
    assert.notMatch(html, /<button[^>]*type="submit"[^>]*\sdisabled[=\s>]/)
  })

  for (const headers of [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
  ] as Record<string, string>[]) {
    test(`a form of another site is not offered again: ${JSON.stringify(headers)}`, async ({
      assert,
    }) => {
      const form = { email: 'mallory@example.com' }
      const visitor = new Visitor(origin)
      const expired = await visitor.postWithoutToken('/forgot-password', form, headers)
      assert.equal(expired.status, 419)
      assert.notInclude(await expired.text(), form.email)
    })
  }

  test('a member keeps a spoofed method and the fields of a list', async ({ assert, client }) => {
    const response = await client
      .post('/settings/preferences?_method=PUT')
      .form({ 'locale': 'es', 'tags[0]': 'one', 'deep[password]': 'hidden-secret' })
      .loginAs(await UserFactory.create())

    response.assertStatus(419)
    const html = response.text()
    assert.include(html, '"action":"/settings/preferences?_method=PUT"')
    assert.include(html, '{"name":"tags[0]","value":"one"}')
    assert.notInclude(html, 'hidden-secret')
  })
})
