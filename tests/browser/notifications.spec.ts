import { test } from '@japa/runner'
import database from '@adonisjs/lucid/services/db'
import type { Route } from 'playwright'
import { UserFactory } from '#database/factories/user_factory'
import { actOf } from '#services/act'
import { NOWHERE } from '#tests/support/event_flows/stage'
import FewRecoveryCodes from '#notifications/few_recovery_codes'
import PictureRefused from '#notifications/picture_refused'
import { notify } from '#services/notify'
import { PageInspector } from '#tests/support/page_inspector'
import { logIn, openPage } from '#tests/support/pages'

test.group('Notifications', (group) => {
  group.each.setup(async () => {
    const { default: limiter } = await import('@adonisjs/limiter/services/main')
    await limiter.clear()
  })

  test('news arrives in two tabs at once, and marking them in one clears both', async ({
    assert,
    browserContext,
  }) => {
    const user = await UserFactory.create()
    await logIn(browserContext, user)
    const { inspector, page } = await PageInspector.open(browserContext)
    await openPage(page, '/dashboard')
    await page.getByRole('link', { name: /^Notifications: 1 unread/ }).click()
    await page.getByText('Log-in with a new device').waitFor()

    const other = await browserContext.newPage()
    await other.goto('/dashboard')
    await other.getByRole('link', { name: 'Notifications: 1 unread' }).waitFor()
    await notify(user, new FewRecoveryCodes({ left: 2, ...actOf(NOWHERE) }))

    await other.getByRole('link', { name: 'Notifications: 2 unread' }).waitFor()
    assert.equal(
      await other.locator('header [aria-live=polite]').textContent(),
      'New notification: Few recovery codes are left'
    )
    await page.getByRole('link', { name: 'Few recovery codes are left' }).waitFor()
    await inspector.inspect(page)

    await page.getByRole('button', { name: 'Mark as read: Few recovery codes are left' }).click()
    await other.getByRole('link', { name: 'Notifications: 1 unread' }).waitFor()
    await page.getByRole('button', { name: 'Mark all as read' }).click()
    await page.getByText('All read').waitFor()
    await other.getByRole('link', { name: 'Notifications', exact: true }).waitFor()
    assert.equal(await page.locator('[data-unread]').count(), 0)
    await inspector.inspect(page)
  })

  test('a page whose stream is {0} asks every minute')
    .with([
      ['blocked', (route: Route) => route.abort()],
      ['refused', (route: Route) => route.fulfill({ status: 429, body: '' })],
      ['held back', () => {}],
    ] as const)
    .run(async ({ browserContext }, [, answer]) => {
      const user = await UserFactory.create()
      await browserContext.route('**/notifications/stream', answer)
      await logIn(browserContext, user)
      const { page } = await PageInspector.open(browserContext)
      await page.clock.install()
      await page.goto('/dashboard')
      await page.clock.fastForward('00:05')
      await page.getByRole('link', { name: 'Notifications: 1 unread' }).waitFor()

      await notify(user, new PictureRefused())
      await page.clock.fastForward('01:00')
      await page.getByRole('link', { name: 'Notifications: 2 unread' }).waitFor()
    })

  test('a page learns of news of a time in which the server did not listen', async ({
    browserContext,
  }) => {
    const user = await UserFactory.create()
    await logIn(browserContext, user)
    const { page } = await PageInspector.open(browserContext)
    const stream = page.waitForResponse('**/notifications/stream')
    await page.goto('/dashboard')
    await stream
    await page.getByRole('link', { name: 'Notifications: 1 unread' }).waitFor()
    await database.rawQuery(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND query = 'LISTEN live'`
    )
    await notify(user, new PictureRefused())
    await page.getByRole('link', { name: 'Notifications: 2 unread' }).waitFor()
  })
})
