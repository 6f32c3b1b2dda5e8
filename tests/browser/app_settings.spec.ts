import { test } from '@japa/runner'
import settings from '#settings'
import { PageInspector } from '#tests/support/page_inspector'
import { eventually } from '#tests/support/eventually'
import { logIn, openPage } from '#tests/support/pages'
import { halves } from '#tests/support/pictures'
import { administrator } from '#tests/support/staff'

test('an administrator changes the name and the logo, and gives the default back', async ({
  assert,
  browserContext,
  cleanup,
}) => {
  cleanup(async () => {
    for (const name of ['product.name', 'product.logo'] as const) await settings.reset(name)
    settings.restore()
  })
  const { inspector, page } = await PageInspector.open(browserContext)
  await logIn(browserContext, await administrator())

  await openPage(page, '/management/settings')
  await inspector.inspect(page)
  await page.getByRole('link', { name: 'Change settings' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Tea & Co')
  await inspector.inspect(page)
  await page.getByRole('button', { name: 'Save: Product' }).click()
  await page.getByText('The setting is saved.').first().waitFor()
  await eventually(async () => {
    await openPage(page, '/management/settings')
    const title = await page.title()
    return title === 'App settings – Tea & Co'
  }, 3000)

  await page.getByRole('link', { name: 'Change settings' }).click()
  await page.locator('input[type=file]').setInputFiles({
    name: 'logo.png',
    mimeType: 'image/png',
    buffer: await halves(300, 100).png().toBuffer(),
  })
  await page.getByRole('button', { name: 'Save logo' }).click()
  await page.getByRole('img', { name: 'Logo' }).waitFor()
  const width = await page
    .getByRole('img', { name: 'Logo' })
    .evaluate((image: HTMLImageElement) => image.naturalWidth)
  assert.equal(width, 300)
  await inspector.inspect(page)

  await page.getByRole('button', { name: 'Back to default: Name' }).click()
  await page.getByText('The default is Easystart.').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Back to default' }).click()
  await page.getByText('“Name” has its default again.').first().waitFor()
})
