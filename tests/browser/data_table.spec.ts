import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import type { BrowserContext, Page } from 'playwright'
import { UserFactory } from '#database/factories/user_factory'
import AccountEvent from '#models/account_event'
import { PageInspector } from '#tests/support/page_inspector'
import { logIn, openPage } from '#tests/support/pages'

/** The account activity of a user with 45 events, one a day from 1 March on, of two kinds. */
async function activityOf(browserContext: BrowserContext, path = '/settings/security') {
  const user = await UserFactory.merge({ locale: 'en' }).create()
  await AccountEvent.createMany(
    Array.from({ length: 45 }, (_, day) => ({
      userId: user.id,
      kind: day % 3 === 0 ? ('signed_out' as const) : ('confirmed' as const),
      createdAt: DateTime.utc(2026, 3, 1, 12).plus({ days: day }),
    }))
  )
  await logIn(browserContext, user)
  const opened = await PageInspector.open(browserContext)
  await openPage(opened.page, path)
  return opened
}

async function days(page: Page) {
  const times = await page.locator('tbody time').all()
  const texts = await Promise.all(times.map((time) => time.getAttribute('datetime')))
  return texts.map((text) => text!.slice(0, 10))
}

const head = (page: Page, name: string) => page.getByRole('columnheader', { name })

test.group('Data table', () => {
  test('a head sorts the list, and says so to screen readers', async ({
    assert,
    browserContext,
  }) => {
    const { inspector, page } = await activityOf(browserContext)
    assert.equal(await head(page, 'Time').getAttribute('aria-sort'), 'descending')
    assert.isNull(await head(page, 'Event').getAttribute('aria-sort'))
    await inspector.inspect(page)

    await head(page, 'Time').getByRole('link').focus()
    await page.keyboard.press('Enter')
    await page.waitForURL('/settings/security?sort=createdAt')
    await page.locator('[aria-sort=ascending]').waitFor()
    const [oldest] = await days(page)
    assert.equal(oldest, '2026-03-01')
  })

  test('a filter keeps the sort, and a page keeps both', async ({ assert, browserContext }) => {
    const { page } = await activityOf(browserContext, '/settings/security?sort=createdAt')
    await page.getByLabel('Kind').selectOption('confirmed')
    await page.getByRole('button', { name: 'Apply' }).click()
    await page.waitForURL('/settings/security?sort=createdAt&kind=confirmed')
    await page.getByText('1–20 of 30', { exact: true }).waitFor()

    await page.getByRole('link', { name: 'Page 2', exact: true }).click()
    await page.waitForURL('/settings/security?sort=createdAt&kind=confirmed&page=2')
    await page.getByText('21–30 of 30', { exact: true }).waitFor()
    const [first] = await days(page)
    assert.equal(first, '2026-04-01')

    await page.getByRole('link', { name: 'Clear' }).click()
    await page.waitForURL('/settings/security?sort=createdAt')
    await page.getByText('1–20 of 46', { exact: true }).waitFor()
    assert.equal(await page.getByLabel('Kind').inputValue(), '')
  })

  test('the browser keeps the choice of the columns', async ({ assert, browserContext }) => {
    const { inspector, page } = await activityOf(browserContext)
    await page.getByRole('button', { name: 'Columns' }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Device' }).click()
    await head(page, 'Device').waitFor({ state: 'detached' })
    await page.keyboard.press('Escape')
    await inspector.inspect(page)

    await openPage(page, '/settings/security')
    await head(page, 'IP address').waitFor()
    assert.equal(await head(page, 'Device').count(), 0)
  })

  test('a list that cannot be loaded says so, and can be asked for again', async ({
    assert,
    browserContext,
  }) => {
    const { page } = await activityOf(browserContext)
    await page.route('**/settings/security?page=2', (route) => route.abort())
    await page.getByRole('link', { name: 'Page 2', exact: true }).click()
    await page.getByText('The list could not be loaded.').waitFor()
    assert.equal(await page.locator('tbody tr').count(), 20)

    await page.unroute('**/settings/security?page=2')
    await page.getByRole('link', { name: 'Try again' }).click()
    await page.getByText('21–40 of 46', { exact: true }).waitFor()
    assert.equal(await page.getByText('The list could not be loaded.').count(), 0)
  })

  test('an address with an invalid page shows the error and the list', async ({
    assert,
    browserContext,
  }) => {
    const { inspector, page } = await activityOf(browserContext, '/settings/security?page=1.5')
    await page.getByText('“page” in the address is not valid. Enter a whole number.').waitFor()
    assert.equal(await page.locator('tbody tr').count(), 20)
    await inspector.inspect(page)
  })

  test('a phone opens the filters by a button that counts those that are chosen', async ({
    assert,
    browserContext,
  }) => {
    const { inspector, page } = await activityOf(browserContext)
    assert.isFalse(await page.getByRole('button', { name: 'Filters' }).isVisible())

    await page.setViewportSize({ width: 390, height: 844 })
    assert.isFalse(await page.getByLabel('Kind').isVisible())
    await page.getByRole('button', { name: 'Filters', expanded: false }).click()
    await page.getByLabel('Kind').selectOption('confirmed')
    await inspector.inspect(page)
    await page.getByRole('button', { name: 'Apply' }).click()

    const button = page.getByRole('button', { name: 'Filters (1)', expanded: false })
    await button.waitFor()
    await page.waitForFunction('document.activeElement.textContent.includes("Filters (1)")')
    assert.isFalse(await page.getByLabel('Kind').isVisible())
    await openPage(page, '/settings/security?from=99.99.9999')
    await page.getByLabel('From').waitFor({ state: 'visible' })
  })

  test('a phone shows cards that do not scroll sideways', async ({ assert, browserContext }) => {
    const { inspector, page } = await activityOf(browserContext)
    await page.setViewportSize({ width: 390, height: 844 })
    const display = `getComputedStyle(document.querySelector('tbody tr')).display`
    assert.equal(await page.evaluate(display), 'block')
    assert.isAtMost(Number(await page.evaluate('document.documentElement.scrollWidth')), 390)
    await head(page, 'Time').getByRole('link').click()
    await page.locator('[aria-sort=ascending]').waitFor()
    await inspector.inspect(page)
  })
})
