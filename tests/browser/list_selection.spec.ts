import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import type { BrowserContext } from 'playwright'
import { UserFactory } from '#database/factories/user_factory'
import AccountEvent from '#models/account_event'
import { PageInspector } from '#tests/support/page_inspector'
import { logIn, openPage } from '#tests/support/pages'

/** A list by keys of 46 events with that of the log-in, 20 on a page, the newest first. */
async function listFor(browserContext: BrowserContext) {
  const user = await UserFactory.merge({ locale: 'en' }).create()
  const start = DateTime.utc(2026, 3, 1, 12)
  await AccountEvent.createMany(
    Array.from({ length: 45 }, (_, day) => ({
      userId: user.id,
      kind: 'confirmed' as const,
      createdAt: start.plus({ days: day }),
    }))
  )
  await logIn(browserContext, user)
  const { inspector, page } = await PageInspector.open(browserContext)
  await openPage(page, '/probe/events')
  const events = await AccountEvent.query().where('userId', user.id).orderBy('createdAt', 'desc')
  const ids = events.map(({ id }) => String(id))
  const shown = () => page.locator('tbody th').allInnerTexts()
  const chosen = () =>
    page.locator('#chosen').evaluate((output: HTMLOutputElement) => output.value.split(' '))
  return { chosen, ids, inspector, page, shown }
}

test.group('Lists in the browser', () => {
  test('rows are chosen one by one and all at once, by keyboard too', async ({
    assert,
    browserContext,
  }) => {
    const { chosen, ids, inspector, page } = await listFor(browserContext)
    const all = page.getByRole('checkbox', { name: 'Select all' })
    const row = (id: string) => page.getByRole('checkbox', { name: `Select ${id}`, exact: true })

    await row(ids[3]).check()
    await row(ids[1]).focus()
    await page.keyboard.press('Space')
    assert.deepEqual(await chosen(), [ids[1], ids[3]])
    assert.isTrue(await all.evaluate((box: HTMLInputElement) => box.indeterminate))
    await inspector.inspect(page)

    await all.check()
    assert.deepEqual(await chosen(), ids.slice(0, 20))
    await row(ids[0]).uncheck()
    assert.deepEqual(await chosen(), ids.slice(1, 20))

    await page.getByRole('button', { name: 'Clear selection' }).click()
    await page.locator('#chosen').waitFor({ state: 'detached' })
  })

  test('a list by keys leads forwards, back, and to its first page, and chooses shown rows only', async ({
    assert,
    browserContext,
  }) => {
    const { ids, inspector, page, shown } = await listFor(browserContext)
    const follow = async (name: string, first: string) => {
      await page.getByRole('link', { name }).click()
      await page.getByRole('rowheader', { name: first, exact: true }).waitFor()
    }
    await page.getByRole('checkbox', { name: 'Select all' }).check()

    await follow('Next', ids[20])
    assert.deepEqual(await shown(), ids.slice(20, 40))
    assert.equal(await page.locator('#chosen').count(), 0)
    await inspector.inspect(page)
    await follow('Next', ids[40])
    assert.deepEqual(await shown(), ids.slice(40))
    assert.equal(await page.getByRole('link', { name: 'Next' }).count(), 0)
    await follow('Previous', ids[20])
    await follow('First', ids[0])
    assert.equal(await page.getByRole('link', { name: 'Previous' }).count(), 0)
  })
})
