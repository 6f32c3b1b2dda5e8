import { test } from '@japa/runner'
import type { BrowserContext, Page } from 'playwright'
import { UserFactory } from '#database/factories/user_factory'
import { PageInspector } from '#tests/support/page_inspector'
import { logIn, openPage } from '#tests/support/pages'

async function profileOf(browserContext: BrowserContext) {
  const user = await UserFactory.create()
  await logIn(browserContext, user)
  const opened = await PageInspector.open(browserContext)
  await openPage(opened.page, '/settings/security')
  await opened.page.getByRole('link', { name: 'Profile' }).first().click()
  await opened.page.waitForURL('/settings/profile')
  await opened.page.locator('form > [data-guard]').waitFor({ state: 'attached' })
  return { ...opened, user }
}

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Leave without saving?' })

test.group('Unsaved changes', () => {
  test('a link asks before it leaves a changed form', async ({ assert, browserContext }) => {
    const { inspector, page } = await profileOf(browserContext)
    await page.getByLabel('Job title').fill('Falconer')
    await page.getByRole('link', { name: 'Preferences' }).first().click()
    await dialog(page).waitFor()
    await inspector.inspect(page)

    await page.keyboard.press('Escape')
    await dialog(page).waitFor({ state: 'detached' })
    assert.equal(new URL(page.url()).pathname, '/settings/profile')
    assert.equal(await page.getByLabel('Job title').inputValue(), 'Falconer')

    await page.getByRole('link', { name: 'Preferences' }).first().click()
    await dialog(page).getByRole('button', { name: 'Leave the page' }).click()
    await page.waitForURL('/settings/preferences')
    await page.getByRole('link', { name: 'Profile' }).first().click()
    await page.waitForURL('/settings/profile')
  })

  test('going back asks too, and both answers count', async ({ assert, browserContext }) => {
    const { page } = await profileOf(browserContext)
    await page.getByLabel('Job title').fill('Falconer')
    await page.evaluate('history.back()')
    await dialog(page).getByRole('button', { name: 'Stay here' }).click()
    assert.equal(new URL(page.url()).pathname, '/settings/profile')
    assert.equal(await page.getByLabel('Job title').inputValue(), 'Falconer')

    await page.evaluate('history.back()')
    await dialog(page).getByRole('button', { name: 'Leave the page' }).click()
    await page.waitForURL('/settings/security')
    await page.getByRole('heading', { name: 'Security' }).first().waitFor()
  })

  test('the browser asks before it unloads a changed form', async ({ assert, browserContext }) => {
    const { page } = await profileOf(browserContext)
    const asked: string[] = []
    page.on('dialog', (one) => {
      asked.push(one.type())
      void one.accept()
    })
    await page.getByLabel('Job title').click()
    await page.keyboard.type('Falconer')
    await page.reload()
    await page.getByLabel('Job title').waitFor()
    assert.deepEqual(asked, ['beforeunload'])
    await page.reload()
    assert.lengthOf(asked, 1)
  })

  test('a form that was sent does not ask', async ({ assert, browserContext }) => {
    const { page, user } = await profileOf(browserContext)
    await page.getByLabel('Job title').fill('Falconer')
    await page.getByRole('button', { name: 'Save profile' }).click()
    await page.getByText('Your profile is saved.').first().waitFor()
    await page.getByRole('link', { name: 'Preferences' }).first().click()
    await page.waitForURL('/settings/preferences')
    assert.equal(await dialog(page).count(), 0)
    await user.refresh()
    assert.equal(user.jobTitle, 'Falconer')
  })

  test('a form that was changed back does not ask', async ({ browserContext }) => {
    const { page } = await profileOf(browserContext)
    await page.getByLabel('Job title').fill('Falconer')
    await page.getByLabel('Job title').fill('')
    await page.getByRole('link', { name: 'Preferences' }).first().click()
    await page.waitForURL('/settings/preferences')
  })
})

test.group('Confirm button', () => {
  test('a session ends only after the question', async ({ assert, browserContext, browser }) => {
    const user = await UserFactory.create()
    const other = await browser.newContext({ baseURL: `http://localhost:${process.env.PORT}` })
    await logIn(other, user)
    await logIn(browserContext, user)
    const { inspector, page } = await PageInspector.open(browserContext)
    await openPage(page, '/settings/sessions')
    const button = page.getByRole('button', { name: 'End all other sessions' })
    await button.click()
    const question = page.getByRole('dialog', { name: 'End all other sessions?' })
    await question.waitFor()
    await inspector.inspect(page)
    await question.getByRole('button', { name: 'Cancel' }).click()
    await question.waitFor({ state: 'detached' })
    assert.isTrue(await button.evaluate((one) => one === one.ownerDocument.activeElement))

    await button.click()
    await question.getByRole('button', { name: 'End all other sessions' }).click()
    await button.waitFor({ state: 'detached' })
    await other.close()
  })
})
