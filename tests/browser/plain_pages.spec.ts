import { test } from '@japa/runner'
import database from '@adonisjs/lucid/services/db'
import type { Page } from 'playwright'
import { UserFactory } from '#database/factories/user_factory'
import { logIn, openPage } from '#tests/support/pages'
import { codeOf } from '#tests/support/second_factor'
import { Visitor } from '#tests/support/visitor'

const baseURL = `http://localhost:${process.env.PORT}`
const password = 'secret-password'
const newPassword = 'a-brand-new-password'

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

/** Each form answers with a message on the page. */
async function expectMessage(page: Page, text: string) {
  await page.locator('main [role=status]').getByText(text).waitFor()
}

test.group('Pages without scripts', (group) => {
  group.each.setup(async () => {
    await database.from('rate_limits').delete()
  })

  test('a member without scripts changes everything in the settings and logs out', async ({
    assert,
    browser,
    db,
  }) => {
    const user = await UserFactory.create()
    const otherBrowser = new Visitor(baseURL)
    await otherBrowser.get('/login')
    await otherBrowser.post('/login', { email: user.email, password })
    const context = await browser.newContext({ baseURL, javaScriptEnabled: false, locale: 'en' })
    const page = await context.newPage()
    await page.goto('/login')
    await page.getByLabel('E-mail address').fill(user.email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await press(page, 'Log in')
    await page.waitForURL('/dashboard')
    await page.getByText('Recent activity').waitFor()

    await page.goto('/settings/profile')
    await page.getByLabel('Job title').fill('Analyst')
    await press(page, 'Save profile')
    await expectMessage(page, 'Your profile is saved.')

    await page.getByRole('link', { name: 'Preferences' }).click()
    await page.getByLabel('Time zone').selectOption('Asia/Kolkata')
    await page.getByLabel('Theme').selectOption('dark')
    await press(page, 'Save preferences')
    await expectMessage(page, 'Your preferences are saved.')
    await db.assertHas('users', { id: user.id, time_zone: 'Asia/Kolkata', theme: 'dark' })

    await page.goto('/settings/sessions')
    await press(page, 'End all other sessions')
    await page.locator('main [role=status]').waitFor()
    assert.equal(await page.getByRole('button', { name: 'End session' }).count(), 0)

    await page.goto('/settings/email')
    await page.getByLabel('New e-mail address').fill(`new-${user.id}@example.com`)
    await press(page, 'Send a link to the new address')
    await page.getByText('nothing changes.').waitFor()
    await press(page, 'Cancel the change')
    await page.locator('main [role=status]').waitFor()

    await page.goto('/settings/second-factor')
    await page.getByRole('link', { name: 'Add a passkey' }).click()
    await page.getByText('Passkeys need JavaScript').waitFor()
    await page.goto('/settings/authenticator/new')
    const shown = await page.locator('main code').innerText()
    await page.getByLabel('Code from the app').fill('12')
    await press(page, 'Turn on')
    await page.locator('main [aria-invalid=true]').waitFor()
    await page.getByLabel('Code from the app').fill(codeOf(shown.replaceAll(/\s/g, '')))
    await press(page, 'Turn on')
    await page.waitForURL('/settings/recovery-codes')
    assert.equal(await page.locator('[data-code]').count(), 10)
    await page.getByRole('link', { name: 'I have saved the codes' }).click()
    await page.locator('main form [type=submit]').last().click()
    await page.waitForURL('/settings/recovery-codes')
    assert.equal(await page.locator('[data-code]').count(), 10)

    await page.goto('/settings/password')
    await page.getByLabel('Current password').fill('wrong-password')
    await page.getByLabel('New password', { exact: true }).fill(newPassword)
    await press(page, 'Save the new password')
    await page.locator('main [aria-invalid=true]').waitFor()
    await page.getByLabel('Current password').fill(password)
    await page.getByLabel('New password', { exact: true }).fill(newPassword)
    await press(page, 'Save the new password')
    await page.locator('main [role=status]').waitFor()

    await press(page, 'Log out')
    await page.waitForURL('/login')
    await page.locator('main [role=status]').waitFor()
    await context.close()
  })

  test('a phone without scripts has links in the place of the side bar', async ({ browser }) => {
    const { email } = await UserFactory.create()
    const viewport = { width: 390, height: 800 }
    const context = await browser.newContext({ baseURL, javaScriptEnabled: false, viewport })
    const page = await context.newPage()
    await logIn(context, { email })
    await page.goto('/dashboard')
    await page.getByRole('link', { name: 'Settings', exact: true }).click()
    await page.waitForURL('/settings/profile')
    await context.clearCookies({ name: 'plain_pages' })
    await page.goto('/settings/security?from=2026-01-01')
    await page.waitForURL('/settings/security?from=2026-01-01')
    await page.getByText('Account activity').waitFor()
    await context.close()
  })

  test('once scripts run again, the browser renders the pages again', async ({
    assert,
    browser,
  }) => {
    const { email } = await UserFactory.create()
    const context = await browser.newContext({ baseURL })
    const page = await context.newPage()
    const failures: string[] = []
    page.on('pageerror', (error) => failures.push(error.message))
    page.on('console', (line) => line.type() === 'error' && failures.push(line.text()))
    await logIn(context, { email })
    await context.addCookies([{ name: 'plain_pages', value: '1', url: baseURL }])
    await openPage(page, '/settings/preferences')

    await page.getByRole('button', { name: 'Show options' }).waitFor()
    assert.equal(await page.getByRole('button', { name: 'Log out' }).count(), 0)
    const cookies = await context.cookies()
    assert.isUndefined(cookies.find(({ name }) => name === 'plain_pages'))
    assert.deepEqual(failures, [])
    await context.close()
  })
})
