import { test } from '@japa/runner'
import type { Page, Response } from 'playwright'
import { UserFactory } from '#database/factories/user_factory'
import PasswordReset from '#models/password_reset'
import { PageInspector } from '#tests/support/page_inspector'
import { logIn, openPage } from '#tests/support/pages'

const strengthOf = (page: Page) => page.locator('form span[aria-live="polite"]')

test.group('The strength of a password', () => {
  test('the sign-up form tells the strength in words, and the dictionary loads with the field', async ({
    assert,
    browserContext,
  }) => {
    const { inspector, page } = await PageInspector.open(browserContext)
    const responses: Response[] = []
    page.on('response', (response) => responses.push(response))
    await page.goto('/signup', { waitUntil: 'networkidle' })
    const { length: atFirst } = responses
    await page.getByLabel('Name').fill('Grace Hopper')
    await page.getByLabel('E-mail address').fill('grace@navy.example.com')
    await page.waitForLoadState('networkidle')
    assert.lengthOf(responses, atFirst)

    for (const [password, text] of [
      ['short', 'Too short'],
      ['P@ssw0rd2024!', 'Too easy to guess'],
      ['gracehopper1906', 'Too similar to your name, your address or this site'],
      ['kfjwhqpz', 'Fair: more words make it better'],
      ['correct horse battery staple', 'Strong'],
    ]) {
      await page.getByLabel('Password', { exact: true }).fill(password)
      await strengthOf(page).getByText(text, { exact: true }).waitFor()
    }
    const bodies = await Promise.all(responses.slice(atFirst).map((response) => response.body()))
    assert.isAbove(Buffer.concat(bodies).length, 300_000)
    await inspector.inspect(page)
  })

  test('the verdict never keeps a form from being sent', async ({ browserContext }) => {
    const page = await browserContext.newPage()
    await openPage(page, '/signup')
    await page.getByLabel('Password', { exact: true }).fill('password123')
    await strengthOf(page).getByText('Too easy to guess').waitFor()
    await page.getByRole('button', { name: 'Create account' }).click()

    await page.getByText('This password is too easy to guess').waitFor()
  })

  test('the form of a reset knows the address of the account', async ({ browserContext }) => {
    const user = await UserFactory.merge({ email: `ziggurat${Date.now()}@example.com` }).create()
    const { token } = (await PasswordReset.issue(user, crypto.randomUUID()))!
    const { inspector, page } = await PageInspector.open(browserContext)
    await openPage(page, `/password-resets/${token}`)
    await page.getByLabel('New password', { exact: true }).fill(user.email)

    await strengthOf(page).getByText('Too similar to your name').waitFor()
    await inspector.inspect(page)
  })

  test('the form of a change tells the strength of the new password only', async ({
    assert,
    browserContext,
  }) => {
    const user = await UserFactory.create()
    const { inspector, page } = await PageInspector.open(browserContext)
    await logIn(browserContext, user)
    await openPage(page, '/settings/password')
    await page.getByLabel('Current password').fill('secret-password')
    await page.getByLabel('New password', { exact: true }).fill('ada-lovelace')

    await strengthOf(page).getByText('Too similar to your name').waitFor()
    assert.equal(await strengthOf(page).count(), 1)
    await inspector.inspect(page)
  })
})
