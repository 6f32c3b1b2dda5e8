import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import { beginMaintenance, endMaintenance } from '#maintenance/state'
import { eventually } from '#tests/support/eventually'
import { PageInspector } from '#tests/support/page_inspector'
import { logIn } from '#tests/support/pages'

const origin = `http://localhost:${process.env.PORT}`
const expectedErrors = [/status of 503/]

async function goDown() {
  const until = new Date(Date.now() + 3_600_000).toISOString()
  await beginMaintenance({ message: 'We are moving.', until, allow: [], pausesWorkers: false })
  await untilStatus(503)
}

async function goUp() {
  await endMaintenance()
  await untilStatus(200)
}

function untilStatus(status: number) {
  return eventually(async () => {
    const response = await fetch(`${origin}/login`)
    return response.status === status
  })
}

test.group('Maintenance | page', (group) => {
  group.each.teardown(() => goUp())

  test('the page is accessible, changes its language, and comes back by itself', async ({
    browserContext,
  }) => {
    await goDown()
    const { inspector, page } = await PageInspector.open(browserContext)
    await page.clock.install()
    await page.goto('/login')
    await page.getByText('We are moving.').waitFor()
    await page.getByText('We expect to be back by').waitFor()
    await inspector.inspect(page, { expectedErrors })

    await page.getByLabel('Language').selectOption('ar')
    await page.getByRole('heading', { name: 'أعمال صيانة جارية' }).waitFor()
    await page.waitForURL('/login?lang=ar')
    await inspector.inspect(page, { expectedErrors })

    await page.clock.fastForward('00:31')
    await page.getByRole('heading', { name: 'أعمال صيانة جارية' }).waitFor()
    await goUp()
    await page.clock.fastForward('00:31')
    await page.getByLabel('البريد الإلكتروني').waitFor()
  })

  test('a member who goes on meanwhile sees it, and is still logged in afterwards', async ({
    browserContext,
  }) => {
    const { page } = await PageInspector.open(browserContext)
    const user = await UserFactory.create()
    await logIn(browserContext, user)
    await page.goto('/dashboard')
    await goDown()
    await page.getByRole('link', { name: 'Settings' }).first().click()
    await page.getByRole('heading', { name: 'Maintenance in progress' }).waitFor()

    await goUp()
    await page.getByRole('link', { name: 'Try again' }).click()
    await page.getByRole('button', { name: user.name }).first().waitFor()
  })

  test('a form that is sent meanwhile keeps what was typed', async ({ assert, browserContext }) => {
    const { page } = await PageInspector.open(browserContext)
    await page.goto('/login')
    await page.getByLabel('E-mail address').fill('ada@example.com')
    await page.getByLabel('Password', { exact: true }).fill('secret-password')
    await goDown()
    await page.getByRole('button', { name: 'Log in', exact: true }).click()
    await page.getByText('We are moving.').first().waitFor()
    assert.equal(await page.getByLabel('E-mail address').inputValue(), 'ada@example.com')
  })

  test('without scripts, a link tries again', async ({ assert, browser }) => {
    await goDown()
    const context = await browser.newContext({ baseURL: origin, javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto('/login')
    await page.getByText('We are moving.').waitFor()
    assert.equal(await page.getByText('opens again by itself').count(), 0)

    await goUp()
    await page.getByRole('link', { name: 'Try again' }).click()
    await page.getByLabel('E-mail address').waitFor()
    await context.close()
  })
})
