import { test } from '@japa/runner'
import type { BrowserContext, Page } from 'playwright'
import { UserFactory } from '#database/factories/user_factory'
import type User from '#models/user'
import { eventually } from '#tests/support/eventually'
import { PageInspector } from '#tests/support/page_inspector'
import { logIn, openPage } from '#tests/support/pages'

const baseURL = `http://localhost:${process.env.PORT}`

async function openAs(user: User, context: BrowserContext, path: string) {
  await logIn(context, user)
  const { inspector, page } = await PageInspector.open(context)
  await openPage(page, path)
  return { inspector, page }
}

const isDark = (page: Page) => page.evaluate(`document.documentElement.matches('.dark')`)

test.group('The theme', (group) => {
  group.each.setup(async () => {
    const { default: limiter } = await import('@adonisjs/limiter/services/main')
    await limiter.clear()
  })

  test('the theme of the account is painted at once, also on another device', async ({
    assert,
    browser,
    browserContext,
  }) => {
    const user = await UserFactory.merge({ locale: 'en' }).create()
    const { inspector, page } = await openAs(user, browserContext, '/settings/preferences')
    await page.getByLabel('Theme').selectOption('dark')
    await page.getByRole('button', { name: 'Save preferences' }).click()
    await page.locator('html.dark').waitFor({ state: 'attached' })
    await inspector.inspect(page)
    assert.equal(
      await page.getByRole('button', { name: 'Dark mode' }).getAttribute('aria-pressed'),
      'true'
    )

    const device = await browser.newContext({ baseURL, locale: 'en', colorScheme: 'light' })
    const { page: other } = await openAs(user, device, '/dashboard')
    await other.locator('html.dark').waitFor({ state: 'attached' })
    await other.route('**/assets/**', (route) => route.abort())
    await other.evaluate('localStorage.clear()')
    await other.goto('/dashboard', { waitUntil: 'commit' })
    await other.locator('body').waitFor({ state: 'attached' })
    assert.isTrue(await isDark(other), 'before any script of the app has loaded')
    await device.close()
  })

  test('the switch in the header is stored with the account', async ({ browserContext }) => {
    const user = await UserFactory.merge({ locale: 'en', theme: 'dark' }).create()
    const { page } = await openAs(user, browserContext, '/dashboard')
    await page.locator('html.dark').waitFor({ state: 'attached' })
    await page.getByRole('button', { name: 'Dark mode' }).click()

    await page.locator('html:not(.dark)').waitFor({ state: 'attached' })
    await eventually(() => user.refresh().then(({ theme }) => theme === 'system'))
  })
})
