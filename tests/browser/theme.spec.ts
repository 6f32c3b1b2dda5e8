import { test } from '@japa/runner'
import type { BrowserContext, Page } from 'playwright'
import { UserFactory } from '#database/factories/user_factory'
import { eventually } from '#tests/support/eventually'
import { PageInspector } from '#tests/support/page_inspector'

const baseURL = `http://localhost:${process.env.PORT}`

async function logIn(context: BrowserContext, email: string) {
  const { inspector, page } = await PageInspector.open(context)
  await page.goto('/login', { waitUntil: 'networkidle' })
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill('secret-password')
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
  await page.waitForURL('/dashboard')
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
    const { inspector, page } = await logIn(browserContext, user.email)
    await page.goto('/settings/preferences', { waitUntil: 'networkidle' })
    await page.getByLabel('Theme').selectOption('dark')
    await page.getByRole('button', { name: 'Save preferences' }).click()
    await page.locator('html.dark').waitFor({ state: 'attached' })
    await inspector.inspect(page)
    assert.equal(
      await page.getByRole('button', { name: 'Dark mode' }).getAttribute('aria-pressed'),
      'true'
    )

    const device = await browser.newContext({ baseURL, locale: 'en', colorScheme: 'light' })
    const { page: other } = await logIn(device, user.email)
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
    const { page } = await logIn(browserContext, user.email)
    await page.locator('html.dark').waitFor({ state: 'attached' })
    await page.getByRole('button', { name: 'Dark mode' }).click()

    await page.locator('html:not(.dark)').waitFor({ state: 'attached' })
    await eventually(() => user.refresh().then(({ theme }) => theme === 'system'))
  })
})
