import { test } from '@japa/runner'
import type { BrowserContext, Page } from 'playwright'
import database from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import { launchChromium } from '#tests/support/chromium'

const origin = `http://localhost:${process.env.PORT}`
const password = 'secret-password'

test.group('History', (group) => {
  group.each.setup(async () => {
    await database.from('rate_limits').delete()
  })

  test('Back and Forward after a log-out show no page of the member (ASVS 14.3.3)', async ({
    assert,
    browserContext,
  }) => {
    const { page } = await openDashboard(browserContext)
    assert.isTrue(await isUnreadable(page))
    await openPreferences(page)
    await logOut(page)
    assert.isTrue(await showsLogin(await goBack(page)))
    assert.isTrue(await showsLogin(await goBack(page)))
  })

  test('the document has no data of the member after a log-out (ASVS 14.3.1)', async ({
    assert,
    browserContext,
  }) => {
    const { page, email } = await openDashboard(browserContext)
    await page.reload()
    await page.getByRole('heading', { name: 'Dashboard' }).first().waitFor()
    await logOut(page)
    assert.notInclude(await page.content(), email)
  })

  test('the log-in on the page after a log-out works at the first try', async ({
    browserContext,
  }) => {
    const { page, email } = await openDashboard(browserContext)
    await logOut(page)
    await fillLogin(page, email)
    await page.waitForURL('/dashboard')
    await page.getByRole('heading', { name: 'Dashboard' }).first().waitFor()
  })

  test('Back after a log-out and a full load shows no page of the member, {0}')
    .with([
      ['without a cache of whole pages', []],
      ['with a cache of whole pages', ['--disable-back-forward-cache']],
    ] as const)
    .run(async ({ assert, cleanup }, [, ignoreDefaultArgs]) => {
      const browser = await launchChromium({ ignoreDefaultArgs: [...ignoreDefaultArgs] })
      cleanup(() => browser.close())
      const context = await browser.newContext({ baseURL: origin, locale: 'en' })
      const { page } = await openDashboard(context)
      await page.goto('/')
      await page.goto('/settings/preferences')
      await logOut(page)
      await page.goto('/signup')

      const seen = []
      for (let steps = 0; steps < 5; steps++) seen.push(await headings(await goBack(page)))
      assert.notMatch(seen.flat().join(), /Dashboard|Preferences/)
    })

  test('Back shows no page of the member after a log-out in another tab', async ({
    assert,
    browserContext,
  }) => {
    const { page } = await openDashboard(browserContext)
    await openPreferences(page)
    const other = await browserContext.newPage()
    await other.goto('/dashboard')
    await logOut(other)

    await page.getByRole('link', { name: 'Dashboard' }).first().click()
    await page.waitForURL('/login')
    assert.isTrue(await showsLogin(await goBack(page)))
  })

  test('Back after a change of language shows the page in the new language: {0}')
    .with([
      ['a guest', (page: Page) => chooseLanguage(page)],
      ['a member, at the switch', (page: Page) => chooseLanguage(page)],
      ['a member, in the preferences', (page: Page) => savePreferences(page)],
    ] as const)
    .run(async ({ assert, browserContext }, [reader, change]) => {
      let page: Page
      if (reader === 'a guest') {
        page = await browserContext.newPage()
        await page.goto('/signup', { waitUntil: 'networkidle' })
        await page.getByRole('link', { name: 'Log in' }).first().click()
        await page.waitForURL('/login')
      } else {
        const opened = await openDashboard(browserContext)
        page = opened.page
        await openPreferences(page)
      }
      await change(page)
      await page.waitForFunction(() => document.documentElement.dir === 'rtl')

      await goBack(page)
      const { lang, dir } = await documentLanguage(page)
      assert.deepEqual({ lang, dir }, { lang: 'ar', dir: 'rtl' })
      const shown = await headings(page)
      assert.match(shown.join(), /[\u0600-\u06ff]/)
    })

  test('Back after a log-in shows the dashboard, not the log-in form', async ({
    assert,
    browserContext,
  }) => {
    const { page } = await openDashboard(browserContext)
    assert.include(await headings(await goBack(page)), 'Dashboard')
  })
})

async function openDashboard(context: BrowserContext) {
  context.setDefaultTimeout(10_000)
  const { email } = await UserFactory.create()
  const page = await context.newPage()
  await page.goto('/login', { waitUntil: 'networkidle' })
  await fillLogin(page, email)
  await page.waitForURL('/dashboard')
  await page.getByRole('heading', { name: 'Dashboard' }).first().waitFor()
  return { email, page }
}

async function fillLogin(page: Page, email: string) {
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
}

async function openMenu(page: Page, item: string) {
  await page.waitForLoadState('networkidle')
  await page.locator('[aria-haspopup="menu"]').first().click()
  await page.getByRole('menuitem', { name: item }).click()
}

async function openPreferences(page: Page) {
  await openMenu(page, 'Preferences')
  await page.waitForURL('/settings/preferences')
}

async function logOut(page: Page) {
  await openMenu(page, 'Log out')
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor()
}

async function chooseLanguage(page: Page) {
  await page.locator('select[name=lang]').selectOption('ar')
}

async function savePreferences(page: Page) {
  await page.waitForLoadState('networkidle')
  await page.locator('main select[name=locale]').selectOption('ar')
  await page.getByRole('button', { name: 'Save' }).click()
}

async function goBack(page: Page) {
  await page.goBack().catch(() => null)
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(300)
  return page
}

async function headings(page: Page) {
  return page.getByRole('heading').allTextContents()
}

async function showsLogin(page: Page) {
  const shown = await headings(page)
  return shown.includes('Welcome back')
}

function documentLanguage(page: Page) {
  return page.evaluate(() => {
    const { lang, dir } = document.documentElement
    return { lang, dir }
  })
}

/** Whether the browser's history stores the page encrypted. */
function isUnreadable(page: Page) {
  return page.evaluate(() => history.state.page instanceof ArrayBuffer)
}
