import { test } from '@japa/runner'
import database from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import { openPage } from '#tests/support/pages'
import { startProductionServer } from '#tests/support/processes'
import { Visitor } from '#tests/support/visitor'

/** Scripts of the page read these. The others are for the server only. */
const FOR_SCRIPTS = /^__Host-(XSRF-TOKEN|locale|plain_pages)=/

test.group('Cookies in production', (group) => {
  let server: Awaited<ReturnType<typeof startProductionServer>>

  group.setup(async () => {
    server = await startProductionServer({ LOG_LEVEL: 'silent' })
    return () => server.stop()
  })

  test('every cookie is a __Host- cookie, when it is set and when it is deleted (ASVS 3.3.1, 3.3.2, 3.3.3, 3.3.4)', async ({
    assert,
  }) => {
    await database.from('rate_limits').delete()
    const { email } = await UserFactory.create()
    const visitor = new Visitor(server.origin)
    const cookies: string[] = []
    const keep = ({ headers }: Response) => cookies.push(...headers.getSetCookie())

    keep(await visitor.get('/login'))
    keep(await visitor.post('/login', { email, password: 'secret-password', remember: 'true' }))
    assert.isTrue(visitor.has('__Host-remember_web'))
    assert.isTrue(visitor.has('__Host-easystart-device'))
    keep(await visitor.post('/logout'))
    assert.isFalse(visitor.has('__Host-remember_web'))

    keep(await visitor.get('/plain-pages'))
    keep(await visitor.get('/login'))
    keep(await visitor.post('/locale?_method=PUT', { locale: 'es' }))

    const names = new Set(cookies.map((cookie) => cookie.split('=')[0]))
    assert.includeMembers(
      [...names],
      ['__Host-XSRF-TOKEN', '__Host-plain_pages', '__Host-locale', '__Host-easystart-guest']
    )
    for (const cookie of cookies) {
      assert.match(cookie, /^__Host-/)
      assert.match(cookie, /; secure/i)
      assert.match(cookie, /; samesite=(lax|strict)/i)
      assert.match(cookie, /; path=\/(;|$)/i)
      assert.notMatch(cookie, /; domain/i)
      assert.equal(/; httponly/i.test(cookie), !FOR_SCRIPTS.test(cookie), cookie)
    }
  })

  test('scripts of a page read the cookies, so that a form is accepted and a notification is marked as read', async ({
    assert,
    browser,
  }) => {
    await database.from('rate_limits').delete()
    const { id, email } = await UserFactory.create()
    const context = await browser.newContext({ locale: 'en' })
    const page = await context.newPage()
    await openPage(page, `${server.origin}/login`)
    await page.locator('main [name=email]').fill(email)
    await page.locator('main [name=password]').fill('secret-password')
    await page.locator('main form:has([name=password]) [type=submit]').click()
    await page.waitForURL('**/dashboard')

    await openPage(page, `${server.origin}/notifications`)
    const answer = page.waitForResponse((response) => response.url().endsWith('/read'))
    await page.locator('main [data-unread] a').first().click()
    await answer
    const unread = await database.from('notifications').where('user_id', id).whereNull('read_at')
    assert.isEmpty(unread)
    await context.close()
  })
})
