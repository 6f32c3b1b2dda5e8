import { test } from '@japa/runner'
import database from '@adonisjs/lucid/services/db'
import type { Page } from 'playwright'
import { UserFactory } from '#database/factories/user_factory'
import { PageInspector } from '#tests/support/page_inspector'
import { logIn, openPage } from '#tests/support/pages'

const expectedErrors = [/status of (401|419)/]

async function logInOnPage(page: Page, email: string) {
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill('secret-password')
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
}

test.group('Expired form', (group) => {
  group.each.setup(async () => {
    await database.from('rate_limits').delete()
  })

  test('a member who was logged out in another tab finds what was typed after the log-in', async ({
    assert,
    browserContext,
    db,
  }) => {
    const user = await UserFactory.create()
    await logIn(browserContext, user)
    const { inspector, page } = await PageInspector.open(browserContext)
    await openPage(page, '/settings/profile')
    await page.getByLabel('Job title').fill('Countess')
    await database.from('sessions').where('user_id', user.id).delete()
    await page.getByRole('button', { name: 'Save profile' }).click()

    await page.getByText('we have kept what you typed').waitFor()
    await inspector.inspect(page, { expectedErrors })
    await logInOnPage(page, user.email)
    await page.waitForURL('/settings/profile')
    await page.getByText('The text you typed is here again.').first().waitFor()
    assert.equal(await page.getByLabel('Job title').inputValue(), 'Countess')
    await db.assertHas('users', { id: user.id, job_title: null })

    await page.getByRole('button', { name: 'Save profile' }).click()
    await page.getByText('Your profile is saved.').first().waitFor()
    await db.assertHas('users', { id: user.id, job_title: 'Countess' })
  })

  test('a form of another tab changes nothing in the account that is logged in meanwhile', async ({
    browserContext,
    db,
  }) => {
    const [user, other] = await UserFactory.createMany(2)
    await logIn(browserContext, user)
    const { inspector, page } = await PageInspector.open(browserContext)
    await openPage(page, '/settings/profile')
    await page.getByLabel('Job title').fill('Countess')
    await browserContext.clearCookies()
    await logIn(browserContext, other)
    await page.getByRole('button', { name: 'Save profile' }).click()

    await page.getByText('this page belongs to another account').first().waitFor()
    await inspector.inspect(page, { expectedErrors })
    await db.assertHas('users', { id: other.id, job_title: null })
  })

  test('a guest whose cookies are gone keeps the page and what was typed', async ({
    assert,
    browserContext,
  }) => {
    const { inspector, page } = await PageInspector.open(browserContext)
    await openPage(page, '/forgot-password')
    const email = page.getByLabel('E-mail address')
    await email.fill('ada@example.com')
    await browserContext.clearCookies()
    const send = page.locator('main form [type=submit]')
    await send.click()

    await page.getByRole('alert').getByText('The text you typed is still here').waitFor()
    assert.equal(await email.inputValue(), 'ada@example.com')
    await inspector.inspect(page, { expectedErrors })
    await send.click()
    await page.getByText('ada@example.com').waitFor()
  })
})
