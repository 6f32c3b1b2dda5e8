import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import drive from '@adonisjs/drive/services/main'
import type { Page } from 'playwright'
import { UserFactory } from '#database/factories/user_factory'
import DataExport from '#models/data_export'
import { eventually } from '#tests/support/eventually'
import { PageInspector } from '#tests/support/page_inspector'
import { logIn, openPage } from '#tests/support/pages'

/** The poll of the page has this interval; other timers go on. */
const POLL_MS = 3_000

async function withoutPoll(page: Page) {
  await page.addInitScript((poll) => {
    const begin = window.setInterval.bind(window)
    const isPoll = (ms?: number) => ms === poll
    window.setInterval = ((run: TimerHandler, ms?: number) =>
      isPoll(ms) ? 0 : begin(run, ms)) as typeof window.setInterval
  }, POLL_MS)
}

const withoutStream = (page: Page) =>
  page.route('**/notifications/stream', (route) => route.abort())

test.group('Export of data', () => {
  test('the bar moves and becomes a link to the file: {title}')
    .with([
      { title: 'by the stream, at once', prepare: withoutPoll },
      { title: 'by asking, where the stream is blocked', prepare: withoutStream },
    ])
    .run(async ({ assert, browserContext }, { prepare }) => {
      const { id: userId, email } = await UserFactory.create()
      const expiresAt = DateTime.now().plus({ hours: 6 })
      const running = await DataExport.create({ id: crypto.randomUUID(), userId, expiresAt })
      const { inspector, page } = await PageInspector.open(browserContext)
      await prepare(page)
      await logIn(browserContext, { email })
      await openPage(page, '/settings/data')
      const bar = page.getByRole('progressbar', { name: 'Progress of the export' })
      const shown = (percent: number) =>
        eventually(async () => (await bar.getAttribute('aria-valuenow')) === String(percent))
      await shown(0)
      await page.waitForLoadState('networkidle').catch(() => {})

      await eventually(async () => {
        await running.report(40)
        return (await bar.getAttribute('aria-valuenow')) === '40'
      })
      await running.report(80)
      await shown(80)
      await inspector.inspect(page, { expectedErrors: [/ERR_FAILED/] })

      await running.merge({ file: crypto.randomUUID(), size: 3000, readyAt: DateTime.now() }).save()
      await drive.use().put(running.key, 'zip')
      await running.report(100)
      await page.getByRole('link', { name: /^Download/ }).waitFor()
      const status = page.getByRole('status').filter({ hasText: 'Your export is ready' })
      await status.waitFor({ state: 'attached' })
      assert.isFalse(await bar.isVisible())
      await inspector.inspect(page, { expectedErrors: [/ERR_FAILED/] })
    })
})
