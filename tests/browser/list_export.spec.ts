import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { UserFactory } from '#database/factories/user_factory'
import DataExport from '#models/data_export'
import { PageInspector } from '#tests/support/page_inspector'
import { logIn, openPage } from '#tests/support/pages'
import { administrator } from '#tests/support/staff'

test('an administrator exports the accounts of a search, and downloads the file', async ({
  assert,
  browserContext,
}) => {
  await UserFactory.merge({ name: 'Grace', email: 'grace@fleet.example' }).create()
  const { inspector, page } = await PageInspector.open(browserContext)
  await logIn(browserContext, await administrator())
  await openPage(page, '/management/users?search=fleet')
  await page.getByRole('button', { name: 'Export' }).click()

  const link = page.getByRole('link', { name: /^Download/ })
  await link.waitFor()
  await inspector.inspect(page)
  const downloading = page.waitForEvent('download')
  await link.click()
  const download = await downloading
  assert.match(download.suggestedFilename(), /^users-.*\.csv$/)
  const text = await readFile(await download.path(), 'utf8')
  assert.include(text, ',Grace,grace@fleet.example,active,')
  assert.lengthOf(text.trim().split('\n'), 2)
  assert.equal(new URL(page.url()).search, '?search=fleet')
})

test('the list shows how far an export is, and that it has failed', async ({ browserContext }) => {
  const user = await administrator()
  const { inspector, page } = await PageInspector.open(browserContext)
  await logIn(browserContext, user)
  const running = await DataExport.create({
    id: crypto.randomUUID(),
    userId: user.id,
    content: 'users',
    choice: {},
    expiresAt: DateTime.now().plus({ hours: 6 }),
  })
  await running.report(40)
  await openPage(page, '/management/users')
  await page.getByRole('progressbar', { name: 'Progress of the export' }).waitFor()
  await inspector.inspect(page)
  await running.fail()
  await page.getByRole('alert').filter({ hasText: 'The export has failed' }).waitFor()
  await inspector.inspect(page)
})
