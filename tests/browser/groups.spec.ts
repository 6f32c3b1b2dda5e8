import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import Group from '#models/group'
import { PageInspector } from '#tests/support/page_inspector'
import { logIn, openPage } from '#tests/support/pages'
import { administrator } from '#tests/support/staff'

test('an administrator makes a group, chooses its members and permissions', async ({
  assert,
  browserContext,
}) => {
  const grace = await UserFactory.merge({ name: 'Grace', email: 'grace@navy.example' }).create()
  const { inspector, page } = await PageInspector.open(browserContext)
  await logIn(browserContext, await administrator())

  await openPage(page, '/management/groups')
  await page.getByRole('link', { name: 'New group' }).click()
  await page.getByLabel('Name').fill('Support')
  await page.getByLabel('See users').check()
  await inspector.inspect(page)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'Support' }).waitFor()

  await page.getByRole('link', { name: 'Add members' }).click()
  await page.getByRole('combobox', { name: 'Members' }).fill('navy')
  await page.getByRole('option', { name: 'grace@navy.example' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('link', { name: 'Grace' }).click()
  await page.getByRole('heading', { name: 'Grace' }).waitFor()
  const main = page.getByRole('main')
  await main.getByRole('link', { name: 'Permissions', exact: true }).click()
  await page.getByText('Through Support').waitFor()
  await inspector.inspect(page)
  await grace.refresh()
  assert.isTrue(await grace.may('users.view'))

  await openPage(page, '/management/permissions/edit')
  await page.getByLabel('See groups and permissions: Support').check()
  await page.getByLabel('See users: Support').uncheck()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.waitForURL('/management/permissions')
  const group = await Group.findByOrFail('name', 'Support')
  assert.deepEqual(group.permissions, ['groups.view'])

  await openPage(page, `/management/groups/${group.id}`)
  await page.getByRole('button', { name: 'Remove Grace' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
  await page.getByText('This group has no members yet.').waitFor()
  await grace.refresh()
  assert.isFalse(grace.isStaff)
})
