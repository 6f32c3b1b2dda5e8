import { test } from '@japa/runner'
import database from '@adonisjs/lucid/services/db'
import type { Page } from 'playwright'
import { UserFactory } from '#database/factories/user_factory'
import { eventually } from '#tests/support/eventually'
import { PageInspector } from '#tests/support/page_inspector'
import { openPage } from '#tests/support/pages'

const origin = `http://localhost:${process.env.PORT}`
const REFUSED = 'These details do not match an account that can log in'
const FOCUSED = 'document.activeElement.name'

const alertOf = (page: Page) => page.locator('main').getByRole('alert')
const emailOf = (page: Page) => page.getByLabel('E-mail address')
const passwordOf = (page: Page) => page.getByLabel('Password', { exact: true })

async function logIn(page: Page, password: string) {
  await passwordOf(page).fill(password)
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
}

test.group('The log-in form', (group) => {
  group.each.setup(async () => {
    await database.from('rate_limits').delete()
  })

  test('a refused log-in shows its error in the form, keeps the address and focuses the empty password', async ({
    assert,
    browserContext,
  }) => {
    const { email } = await UserFactory.create()
    const { inspector, page } = await PageInspector.open(browserContext)
    await openPage(page, '/login')
    await emailOf(page).fill(email)

    for (const password of ['wrong-password', 'wrong-again']) {
      await logIn(page, password)
      await eventually(async () => (await passwordOf(page).inputValue()) === '')
      await alertOf(page).getByText(REFUSED).waitFor()
      assert.equal(await emailOf(page).inputValue(), email)
      assert.equal(await page.evaluate(FOCUSED), 'password')
    }
    assert.equal(await page.getByText(REFUSED).count(), 1, 'there is no toast')
    await inspector.inspect(page)

    await logIn(page, 'secret-password')
    await page.waitForURL('/dashboard')
  })

  test('the form also reports too many attempts', async ({ browserContext }) => {
    const { inspector, page } = await PageInspector.open(browserContext)
    await openPage(page, '/login')
    await emailOf(page).fill('nobody@example.com')
    for (let tries = 0; tries < 6; tries++) {
      const answer = page.waitForResponse((response) => response.request().method() === 'POST')
      await logIn(page, 'wrong-password')
      await answer
      await eventually(async () => (await passwordOf(page).inputValue()) === '')
    }

    await alertOf(page).getByText('Too many attempts').waitFor()
    await inspector.inspect(page, { expectedErrors: [/status of 429/] })
  })

  test('text that was typed before the scripts had loaded is kept', async ({
    assert,
    browserContext,
  }) => {
    const page = await browserContext.newPage()
    const { promise: isTyped, resolve: loadScripts } = Promise.withResolvers<void>()
    await page.route('**/assets/*.js', async (route) => {
      await isTyped
      await route.continue()
    })
    await page.goto('/login', { waitUntil: 'commit' })
    await emailOf(page).fill('ada@example.com')
    await passwordOf(page).fill('secret-password')
    loadScripts()
    await page.waitForFunction(() => '__vue_app__' in document.getElementById('app')!)

    assert.equal(await emailOf(page).inputValue(), 'ada@example.com')
    assert.equal(await passwordOf(page).inputValue(), 'secret-password')
  })

  test('a refused log-in without scripts shows its error in the form and keeps the address', async ({
    assert,
    browser,
  }) => {
    const { email } = await UserFactory.create()
    const context = await browser.newContext({ baseURL: origin, javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto('/login')
    await emailOf(page).fill(email)
    await logIn(page, 'wrong-password')

    await alertOf(page).getByText(REFUSED).waitFor()
    assert.equal(await emailOf(page).inputValue(), email)
    assert.equal(await passwordOf(page).inputValue(), '')
    await context.close()
  })

  test('a refused sign-up without scripts keeps everything except the password', async ({
    assert,
    browser,
  }) => {
    const context = await browser.newContext({ baseURL: origin, javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto('/signup')
    await page.getByLabel('Name').fill('Ada Lovelace')
    await emailOf(page).fill('ada@example.com')
    await passwordOf(page).fill('short')
    await page.getByRole('button', { name: 'Create account' }).click()

    await page.getByText('Enter at least 8 characters.').waitFor()
    assert.equal(await page.getByLabel('Name').inputValue(), 'Ada Lovelace')
    assert.equal(await emailOf(page).inputValue(), 'ada@example.com')
    assert.equal(await passwordOf(page).inputValue(), '')
    await context.close()
  })
})
