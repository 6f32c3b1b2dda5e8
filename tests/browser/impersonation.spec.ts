import { test } from '@japa/runner'
import type { Page } from 'playwright'
import database from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import PictureRefused from '#notifications/picture_refused'
import { notify } from '#services/notify'
import { PageInspector } from '#tests/support/page_inspector'
import { logIn, openPage } from '#tests/support/pages'
import { administrator } from '#tests/support/staff'
import type User from '#models/user'

const baseURL = `http://localhost:${process.env.PORT}`
const BACK = /You use your own account again/

/** The answer with which Inertia loads the whole page, which Chromium logs. */
const WHOLE_PAGE = { expectedErrors: [/409/] }

const bannerOf = (page: Page) => page.getByRole('region', { name: 'Use of another account' })

const person = () =>
  UserFactory.merge({
    name: 'Grace Hopper',
    locale: 'en',
    notificationChoices: { impersonated: { app: false } },
  }).create()

async function begin(page: Page, { id }: User) {
  await openPage(page, `/management/users/${id}/impersonations/create`)
  await page.getByLabel('Reason').fill('Ticket 7: no invoices')
  await page.getByRole('button', { name: 'Start' }).click()
  await bannerOf(page).waitFor()
}

test.group('Impersonation', (group) => {
  group.each.setup(async () => {
    await database.from('rate_limits').delete()
  })

  test('the staff sees the app as a person, changes nothing, and stops', async ({
    assert,
    browserContext,
    db,
  }) => {
    const [admin, grace] = [await administrator(), await person()]
    const { inspector, page } = await PageInspector.open(browserContext)
    await logIn(browserContext, admin)

    await openPage(page, `/management/users/${grace.id}`)
    await page.getByRole('link', { name: 'See as Grace Hopper' }).click()
    await page.getByLabel('Reason').fill('Ticket 7: no invoices')
    await inspector.inspect(page)
    await page.getByRole('button', { name: 'Start' }).click()
    await page.waitForURL('/dashboard')
    await bannerOf(page).getByText('You see the app as Grace Hopper').waitFor()
    await bannerOf(page).getByText('30 minutes left').waitFor()
    await inspector.inspect(page, WHOLE_PAGE)
    assert.equal(await page.getByRole('link', { name: 'Users' }).count(), 0)

    await page.getByRole('link', { name: 'Settings', exact: true }).click()
    await page.getByLabel('Name', { exact: true }).fill('Mallory')
    await page.getByRole('button', { name: 'Save profile' }).click()
    await page.getByText('You see this account only to look').last().waitFor()
    await db.assertHas('users', { id: grace.id, name: 'Grace Hopper' })

    await openPage(page, '/')
    await bannerOf(page).waitFor()
    await inspector.inspect(page)
    await bannerOf(page).getByRole('button', { name: 'Stop' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(`/management/users/${grace.id}`)
    await page.getByText(BACK).last().waitFor()
    await page.getByRole('link', { name: 'Users' }).first().waitFor()
    assert.equal(await bannerOf(page).count(), 0)
    await inspector.inspect(page, WHOLE_PAGE)
  })

  test('the bell tells the news of the person while they arrive', async ({ browserContext }) => {
    const [admin, grace] = [await administrator(), await person()]
    await admin.merge({ notificationChoices: { new_device: { app: false } } }).save()
    await logIn(browserContext, admin)
    const page = await browserContext.newPage()
    await begin(page, grace)
    await page.getByRole('link', { name: 'Notifications', exact: true }).waitFor()
    await notify(grace, new PictureRefused())
    await page.getByRole('link', { name: 'Notifications: 1 unread' }).waitFor()

    await bannerOf(page).getByRole('button', { name: 'Stop' }).click()
    await page.getByText(BACK).last().waitFor()
    await page.getByRole('link', { name: 'Notifications', exact: true }).waitFor()
  })

  test('the open pages lead back when the time is over', async ({ assert, browserContext }) => {
    const [admin, grace] = [await administrator(), await person()]
    await logIn(browserContext, admin)
    const [page, other] = [await browserContext.newPage(), await browserContext.newPage()]
    await begin(page, grace)
    const expiresAt = new Date(Date.now() + 5000)
    await database
      .from('impersonations')
      .where('person_id', grace.id)
      .update({ expires_at: expiresAt })
    await Promise.all([openPage(page, '/dashboard'), openPage(other, '/settings/profile')])

    await bannerOf(other)
      .getByText(/seconds? left/)
      .waitFor()
    for (const one of [page, other]) {
      await bannerOf(one).waitFor({ state: 'detached' })
      await one.getByRole('link', { name: 'Users' }).first().waitFor()
    }
    const { ending } = await database.from('impersonations').where('person_id', grace.id).first()
    assert.equal(ending, 'expired')
  })

  test('the log-out ends the session of the staff too', async ({ assert, browserContext }) => {
    const [admin, grace] = [await administrator(), await person()]
    await logIn(browserContext, admin)
    const page = await browserContext.newPage()
    await begin(page, grace)
    assert.isEmpty(await database.from('sessions').where('user_id', grace.id))
    await page.getByRole('button', { name: /Grace Hopper/ }).click()
    await page.getByRole('menuitem', { name: 'Log out' }).click()
    await page.waitForURL('/login')
    assert.isEmpty(await database.from('sessions').where('user_id', admin.id))
  })

  test('a phone without scripts stops it too', async ({ assert, browser }) => {
    const [admin, grace] = [await administrator(), await person()]
    const viewport = { width: 390, height: 844 }
    const context = await browser.newContext({ baseURL, javaScriptEnabled: false, viewport })
    await logIn(context, admin)
    const page = await context.newPage()
    await page.goto(`/management/users/${grace.id}/impersonations/create`)
    await page.getByLabel('Reason').fill('Ticket 7: no invoices')
    await page.getByRole('button', { name: 'Start' }).click()
    await page.waitForURL('/dashboard')
    await bannerOf(page).getByText('You see the app as Grace Hopper').waitFor()
    await bannerOf(page).getByRole('button', { name: 'Stop' }).click()
    await page.waitForURL(`/management/users/${grace.id}`)
    assert.equal(await bannerOf(page).count(), 0)
    await context.close()
  })
})
