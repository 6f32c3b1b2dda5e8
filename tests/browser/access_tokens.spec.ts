import { test } from '@japa/runner'
import database from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import { PageInspector } from '#tests/support/page_inspector'
import { logIn, openPage } from '#tests/support/pages'

test('a member makes an access token in the browser, and it opens the API', async ({
  assert,
  browserContext,
}) => {
  await database.from('rate_limits').delete()
  const user = await UserFactory.create()
  const { inspector, page } = await PageInspector.open(browserContext)
  await logIn(browserContext, user)
  await openPage(page, '/settings/access-tokens/new')
  await page.getByLabel('Name', { exact: true }).fill('Backup')
  await page.getByLabel('Read your profile').check()
  await page.getByRole('button', { name: 'Create the token' }).click()
  await page.waitForURL('/settings/access-tokens')
  const token = await page.locator('main code').innerText()
  await inspector.inspect(page)

  const headers = { authorization: `Bearer ${token}` }
  const answer = await fetch(`http://localhost:${process.env.PORT}/api/v1/me`, { headers })
  assert.containSubset(await answer.json(), { data: { email: user.email } })
})
