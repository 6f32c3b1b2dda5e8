import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import { logIn, openPage } from '#tests/support/pages'

test('a field that was emptied after the form was sent stays empty', async ({
  assert,
  browserContext,
}) => {
  await logIn(browserContext, await UserFactory.create())
  const page = await browserContext.newPage()
  await openPage(page, '/settings/password')
  const fields = ['currentPassword', 'password'].map((name) => page.locator(`[name=${name}]`))
  await fields[0].fill('secret-password')
  await fields[1].fill('nine-kestrels-over-lisbon')
  const save = page.locator('main form:has([name=currentPassword]) [type=submit]')
  await save.click()
  await page
    .locator('[role=alert], [role=status]')
    .filter({ hasText: 'password' })
    .first()
    .waitFor()

  await save.click()
  await page.locator('[aria-invalid=true]').first().waitFor()
  const values = await Promise.all(fields.map((field) => field.inputValue()))
  assert.deepEqual(values, ['', ''])
})
