import { test } from '@japa/runner'
import type { Page } from 'playwright'
import { UserFactory } from '#database/factories/user_factory'
import { PageInspector } from '#tests/support/page_inspector'
import { logIn, openPage } from '#tests/support/pages'

/** Sets a mark that a full page load would remove. */
async function markDocument(page: Page) {
  await page.evaluate('window.isSameDocument = true')
  return () => page.evaluate('window.isSameDocument === true')
}

test.group('Preferences', (group) => {
  group.each.setup(async () => {
    const { default: limiter } = await import('@adonisjs/limiter/services/main')
    await limiter.clear()
  })

  test('a member chooses language, time zone and formats, and the page follows at once', async ({
    assert,
    browserContext,
  }) => {
    const { inspector, page } = await PageInspector.open(browserContext)
    const user = await UserFactory.merge({ locale: 'en' }).create()
    await logIn(browserContext, user)
    await openPage(page, '/dashboard')
    await page.getByRole('button', { name: 'Ada Lovelace' }).first().click()
    await page.getByRole('menuitem', { name: 'Preferences' }).click()
    await page.getByRole('heading', { name: 'Language and region' }).waitFor()
    await inspector.inspect(page)
    const isSameDocument = await markDocument(page)

    const form = page.locator('#content form')
    await form.getByLabel('Language').selectOption('ar')
    await form.getByLabel('Date format').selectOption('ymd')
    await form.getByLabel('First day of the week').selectOption('7')
    await form.getByLabel('Time zone').fill('cairo')
    await form.getByRole('option', { name: 'Africa/Cairo' }).waitFor()
    await inspector.inspect(page)
    await form.getByRole('option', { name: 'Africa/Cairo' }).click()
    await form.getByRole('button', { name: 'Save preferences' }).click()

    await page.locator('html[lang=ar][dir=rtl]').waitFor({ state: 'attached' })
    await page.getByText('تم حفظ تفضيلاتك.').first().waitFor()
    await page.getByRole('heading', { name: 'اللغة والمنطقة' }).waitFor()
    await inspector.inspect(page)
    assert.isTrue(await isSameDocument())
    await user.refresh()
    assert.deepEqual(user.region, {
      locale: 'ar',
      timeZone: 'Africa/Cairo',
      dateOrder: 'ymd',
      firstDayOfWeek: 7,
    })
  })

  test("the browser's time zone is the first guess", async ({ assert, browser }) => {
    const baseURL = `http://localhost:${process.env.PORT}`
    const context = await browser.newContext({ baseURL, timezoneId: 'Asia/Kolkata', locale: 'en' })
    const { page } = await PageInspector.open(context)
    const user = await UserFactory.create()
    await logIn(context, user)
    await openPage(page, '/dashboard')
    await openPage(page, '/settings/preferences')

    assert.equal(await page.getByLabel('Time zone').inputValue(), 'Asia/Kolkata')
    await context.close()
  })

  test('a guest without JavaScript switches the language too', async ({ assert, browser }) => {
    const baseURL = `http://localhost:${process.env.PORT}`
    const context = await browser.newContext({ baseURL, javaScriptEnabled: false, locale: 'en' })
    const { page } = await PageInspector.open(context)
    await page.goto('/login')
    await page.getByLabel('Language').selectOption('ar')
    await page.getByRole('button', { name: 'Change language' }).click()

    await page.waitForURL('/login?lang=ar')
    assert.equal(await page.locator('html').getAttribute('dir'), 'rtl')
    await page.goto('/signup')
    assert.equal(await page.locator('html').getAttribute('lang'), 'ar')
    await context.close()
  })

  test('a guest switches the language', async ({ assert, browserContext }) => {
    const { inspector, page } = await PageInspector.open(browserContext)
    await openPage(page, '/login?lang=ar')
    const isSameDocument = await markDocument(page)
    await page.getByLabel('اللغة').selectOption('es')

    await page.getByRole('button', { name: 'Iniciar sesión', exact: true }).waitFor()
    await page.locator('html[lang=es][dir=ltr]').waitFor()
    await inspector.inspect(page)
    assert.isTrue(await isSameDocument())

    await page.reload()
    assert.equal(await page.locator('html').getAttribute('lang'), 'es')
  })

  test('dark mode is chosen once and applied from the first paint', async ({
    assert,
    browserContext,
  }) => {
    const { inspector, page } = await PageInspector.open(browserContext)
    await openPage(page, '/')
    await page
      .getByRole('switch', { name: 'Dark mode' })
      .or(page.getByRole('button', { name: 'Dark mode' }))
      .first()
      .click()
    assert.match((await page.locator('html').getAttribute('class')) ?? '', /\bdark\b/)
    await inspector.inspect(page)

    await page.reload({ waitUntil: 'commit' })
    await page.locator('body').waitFor()
    assert.match((await page.locator('html').getAttribute('class')) ?? '', /\bdark\b/)
  })

  test("the 404 page is in the app's style", async ({ browserContext }) => {
    const { inspector, page } = await PageInspector.open(browserContext)
    await page.goto('/no/such/page')
    await page.getByRole('heading', { name: 'Page not found' }).waitFor()
    await inspector.inspect(page, { expectedErrors: [/status of 404/] })
  })
})
