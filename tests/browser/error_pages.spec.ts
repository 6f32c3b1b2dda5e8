import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import { eventually } from '#tests/support/eventually'
import { PageInspector } from '#tests/support/page_inspector'
import { logIn } from '#tests/support/pages'

const expectedErrors = [/status of (404|422)/]

test.group('Error pages', () => {
  test('a member keeps the navigation on an error page, also on an unknown path', async ({
    browserContext,
  }) => {
    const { inspector, page } = await PageInspector.open(browserContext)
    const user = await UserFactory.create()
    await logIn(browserContext, user)

    for (const path of ['/no/such/page', '/settings/security?page=two']) {
      await page.goto(path)
      await page.getByRole('button', { name: user.name }).first().waitFor()
      await inspector.inspect(page, { expectedErrors })
      await page.getByRole('link', { name: 'Dashboard' }).first().click()
      await page.getByRole('heading', { name: 'Dashboard' }).first().waitFor()
    }
  })

  test('an address that looks like another host is answered by this host: {$self}')
    .with(['//evil.example', '/%5Cevil.example', '///evil.example//x', '/%09/evil.example'])
    .run(async ({ assert, browserContext }, path) => {
      const { inspector, page } = await PageInspector.open(browserContext)
      const response = await page.goto(`http://localhost:${process.env.PORT}${path}`)

      assert.equal(response?.status(), 404)
      await inspector.inspect(page, { expectedErrors })
      await page.getByRole('link', { name: 'Log in' }).click()
      await page.waitForURL('/login')
    })

  test('a page of too many requests counts the seconds down', async ({
    assert,
    browserContext,
  }) => {
    await db.from('rate_limits').delete()
    const path = `http://localhost:${process.env.PORT}/password-resets/spent`
    for (let visits = 0; visits < 20; visits++) await fetch(path, { redirect: 'manual' })
    const { inspector, page } = await PageInspector.open(browserContext)
    await page.clock.install()
    const response = await page.goto('/password-resets/spent')
    const seconds = async () => {
      const text = await page.getByRole('timer').textContent()
      return Number(text!.match(/Try again in (\d+) second/)![1])
    }

    assert.equal(response?.status(), 429)
    assert.isTrue(await page.getByRole('button', { name: 'Try again' }).isDisabled())
    const first = await seconds()
    await eventually(async () => (await seconds()) < first)
    await inspector.inspect(page, { expectedErrors: [/status of 429/] })
    await page.clock.install()
    await page.clock.fastForward('02:00')
    await page.getByText('You can try again now.').waitFor()
    assert.isTrue(await page.getByRole('button', { name: 'Try again' }).isEnabled())
    await db.from('rate_limits').delete()
  })

  test('a guest keeps the link to the log-in', async ({ browserContext }) => {
    const { inspector, page } = await PageInspector.open(browserContext)
    await page.goto('/no/such/page')
    await inspector.inspect(page, { expectedErrors })
    await page.getByRole('link', { name: 'Log in' }).click()
    await page.waitForURL('/login')
  })
})
