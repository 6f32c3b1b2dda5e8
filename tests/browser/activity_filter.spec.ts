import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import type { BrowserContext, Page } from 'playwright'
import { UserFactory } from '#database/factories/user_factory'
import AccountEvent from '#models/account_event'
import { PageInspector } from '#tests/support/page_inspector'
import { logIn, openPage } from '#tests/support/pages'

/** A user with an event at noon on each of the first three days of March. */
async function activityOf(browserContext: BrowserContext, locale: string) {
  const user = await UserFactory.merge({ locale }).create()
  await AccountEvent.createMany(
    ['2026-03-01', '2026-03-02', '2026-03-03'].map((day) => ({
      userId: user.id,
      kind: 'confirmed' as const,
      createdAt: DateTime.fromISO(`${day}T12:00:00Z`),
    }))
  )
  await logIn(browserContext, user)
  const opened = await PageInspector.open(browserContext)
  await openPage(opened.page, '/settings/security')
  return opened
}

const items = (page: Page) => page.locator('tbody tr')

async function filter(page: Page, days: { from?: string; to?: string }) {
  for (const [name, text] of Object.entries(days)) {
    await page.locator(`input[name=${name}]`).fill(text)
  }
  const answer = page.waitForResponse((response) => response.url().includes('/settings/security'))
  await page.getByRole('search').getByRole('button').first().click()
  await answer
}

test.group('Activity filter', () => {
  test('a filter without events says so and offers all events', async ({
    assert,
    browserContext,
  }) => {
    const { inspector, page } = await activityOf(browserContext, 'en')
    await filter(page, { from: '1/1/2001', to: '1/2/2001' })

    await page.getByText('Nothing matches').waitFor()
    assert.equal(await page.getByText('Nothing here yet').count(), 0)
    await inspector.inspect(page)

    await page.getByRole('link', { name: 'Clear' }).last().click()
    await page.waitForURL('/settings/security')
    await items(page).first().waitFor()
    assert.equal(await page.getByLabel('From').inputValue(), '')
  })

  test('a page beyond the last one has the events of the last one', async ({ browserContext }) => {
    const { page } = await activityOf(browserContext, 'en')
    await openPage(page, '/settings/security?page=9')
    await page.getByText('4 entries', { exact: true }).waitFor()
    await items(page).first().waitFor()
  })

  test('dates are typed in the format of the language, and the address has ISO dates', async ({
    assert,
    browserContext,
  }) => {
    const { inspector, page } = await activityOf(browserContext, 'es')
    assert.equal(await page.getByLabel('Desde').getAttribute('placeholder'), '31/12/2026')
    await filter(page, { from: '2/3/2026', to: '02-03-2026' })

    await page.waitForURL('/settings/security?from=2026-03-02&to=2026-03-02')
    await page.getByText('1 entrada', { exact: true }).waitFor()
    assert.equal(await items(page).count(), 1)
    assert.include(await items(page).innerText(), '2 mar 2026')
    assert.equal(await page.getByLabel('Desde').inputValue(), '02/03/2026')
    await inspector.inspect(page)

    await page.reload()
    assert.equal(await page.getByLabel('Hasta').inputValue(), '02/03/2026')
    await page.getByRole('link', { name: 'Borrar' }).click()
    await page.waitForURL('/settings/security')
    await page.getByText('4 entradas', { exact: true }).waitFor()
    assert.equal(await page.getByLabel('Desde').inputValue(), '')
  })

  test('a date in the format of another language is kept as typed, with an error', async ({
    assert,
    browserContext,
  }) => {
    const { inspector, page } = await activityOf(browserContext, 'es')
    await filter(page, { from: '03/31/2026' })

    await page.getByText('Escribe una fecha como 31/12/2026.').waitFor()
    assert.equal(await page.getByLabel('Desde').inputValue(), '03/31/2026')
    assert.equal(await page.getByLabel('Desde').getAttribute('aria-invalid'), 'true')
    assert.equal(await items(page).count(), 4)
    await inspector.inspect(page)

    await page.reload()
    assert.equal(await page.getByLabel('Desde').inputValue(), '03/31/2026')
  })

  test('a right-to-left page keeps the order of the digits and accepts Arabic digits', async ({
    assert,
    browserContext,
  }) => {
    const { inspector, page } = await activityOf(browserContext, 'ar')
    await filter(page, { to: '٠١/٠٣/٢٠٢٦' })

    await page.waitForURL('/settings/security?to=2026-03-01')
    await page.getByText('عنصر واحد', { exact: true }).waitFor()
    assert.equal(await page.locator('input[name=to]').inputValue(), '01/03/2026')
    const style = (name: string) =>
      page.evaluate(`getComputedStyle(document.querySelector('input[name=to]')).${name}`)
    assert.equal(await style('textAlign'), 'right')
    assert.equal(await style('direction'), 'ltr')
    await inspector.inspect(page)
  })

  test('relative times are updated as time passes', async ({ assert, browserContext }) => {
    await browserContext.clock.install()
    const { page } = await activityOf(browserContext, 'en')
    const latest = items(page).first().locator('time')
    assert.match(await latest.innerText(), /^now/)

    await browserContext.clock.runFor('03:05')
    await page.getByText('3 minutes ago').waitFor()
  })

  test('the links to other pages keep the filter', async ({ assert, browserContext }) => {
    const { page } = await activityOf(browserContext, 'en')
    const user = await AccountEvent.query().orderBy('id', 'desc').firstOrFail()
    await AccountEvent.createMany(
      Array.from({ length: 25 }, () => ({
        userId: user.userId,
        kind: 'confirmed' as const,
        createdAt: DateTime.fromISO('2026-02-10T12:00:00Z'),
      }))
    )
    await filter(page, { from: '2/10/2026', to: '2/10/2026' })
    await page.getByRole('link', { name: 'Next page' }).click()

    await page.waitForURL('/settings/security?from=2026-02-10&to=2026-02-10&page=2')
    await page.getByText('21–25 of 25', { exact: true }).waitFor()
    assert.equal(await items(page).count(), 5)
  })
})
