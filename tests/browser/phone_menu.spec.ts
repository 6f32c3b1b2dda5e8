import { test } from '@japa/runner'
import type { BrowserContext } from 'playwright'
import { UserFactory } from '#database/factories/user_factory'
import { PageInspector } from '#tests/support/page_inspector'
import { logIn, openPage } from '#tests/support/pages'

const PHONE = { width: 390, height: 844 }

async function phoneOf(browserContext: BrowserContext, locale: string) {
  const user = await UserFactory.merge({ locale }).create()
  const opened = await PageInspector.open(browserContext)
  const { page } = opened
  await page.setViewportSize(PHONE)
  await logIn(browserContext, user)
  await openPage(page, '/dashboard')
  const toggle = page.locator('header [data-slot=toggle]')
  const menu = page.getByRole('dialog')
  const openMenu = async () => {
    await toggle.click()
    await menu.waitFor()
  }
  return { ...opened, menu, openMenu }
}

test.group('The menu of a phone', () => {
  test('the menu is a drawer at the start of the page: {$self}')
    .with(['en', 'ar'])
    .run(async ({ assert, browserContext }, locale) => {
      const { inspector, menu, openMenu, page } = await phoneOf(browserContext, locale)
      await openMenu()
      await inspector.inspect(page)

      const { x, width } = (await menu.boundingBox())!
      assert.isBelow(width, PHONE.width * 0.86)
      assert.equal(locale === 'ar' ? x + width : x, locale === 'ar' ? PHONE.width : 0)
    })

  test('Escape closes the menu, and the focus returns to its button', async ({
    assert,
    browserContext,
  }) => {
    const { menu, openMenu, page } = await phoneOf(browserContext, 'en')
    await openMenu()
    await page.keyboard.press('Escape')
    await menu.waitFor({ state: 'detached' })
    assert.equal(await page.evaluate('document.activeElement.dataset.slot'), 'toggle')
  })

  test('a link closes the menu, even the link to the open page', async ({ browserContext }) => {
    const { menu, openMenu, page } = await phoneOf(browserContext, 'en')
    await openMenu()
    await menu.getByRole('link', { name: 'Dashboard' }).click()
    await menu.waitFor({ state: 'detached' })

    await openMenu()
    await menu.getByRole('link', { name: 'Settings' }).click()
    await page.waitForURL('/settings/profile')
    await menu.waitFor({ state: 'detached' })
    await page.getByRole('navigation', { name: 'Settings pages' }).getByText('Security').click()
    await page.waitForURL('/settings/security')
  })

  test('a link of the menu moves the focus to the content of its page', async ({
    assert,
    browserContext,
  }) => {
    const { menu, openMenu, page } = await phoneOf(browserContext, 'en')
    await openMenu()
    await menu.getByRole('link', { name: 'Settings' }).press('Enter')
    await page.waitForURL('/settings/profile')
    await menu.waitFor({ state: 'detached' })
    const focused = await page.evaluate('document.activeElement.id')
    assert.equal(focused, 'content')
  })

  test('the pages of the settings are one row, scrolled to the open page: {$self}')
    .with(['en', 'ar'])
    .run(async ({ assert, browserContext }, locale) => {
      const { page } = await phoneOf(browserContext, locale)
      await openPage(page, '/settings/access-tokens')
      const row = page.locator('nav:has(a[href="/settings/access-tokens"])')
      const { x, width } = (await row
        .locator('a[href="/settings/access-tokens"]')
        .first()
        .boundingBox())!

      assert.isBelow((await row.boundingBox())!.height, 70)
      assert.isAtLeast(x, 0)
      assert.isAtMost(x + width, PHONE.width)
    })
})
