import { test } from '@japa/runner'
import { eventually } from '#tests/support/eventually'
import { fieldsFor } from '#tests/support/probe/fields'

test.group('File field', () => {
  test('a file that is too large or of another type is told before it is sent', async ({
    assert,
    browserContext,
  }) => {
    const { inspector, page } = await fieldsFor(browserContext, 'en')
    const field = page.getByLabel('Cover')
    await page.getByText('PDF or PNG. At most 1 MB.').waitFor()
    const buffer = Buffer.alloc(1_000_001)
    await field.setInputFiles({ name: 'big.pdf', mimeType: 'application/pdf', buffer })
    await page.getByText('This file has 1 MB; at most 1 MB are allowed.').waitFor()
    await field.setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') })
    await page.getByText('This file is of another type. Allowed: PDF or PNG.').waitFor()
    await inspector.inspect(page)
    await page.getByRole('button', { name: 'Do not upload a.txt' }).click()
    assert.equal(await field.evaluate((input: any) => input.files.length), 0)
    assert.equal(await field.getAttribute('aria-invalid'), 'false')
  })

  test('a file that takes long shows how much of it was sent', async ({
    assert,
    browserContext,
  }) => {
    const { inspector, page } = await fieldsFor(browserContext, 'en')
    const buffer = Buffer.alloc(900_000)
    buffer.write('%PDF-1.4\n')
    await page.getByLabel('Title').fill('Kestrels')
    await page.getByLabel('Large').check()
    await page
      .getByLabel('Cover')
      .setInputFiles({ name: 'plan.pdf', mimeType: 'application/pdf', buffer })

    const network = await browserContext.newCDPSession(page)
    const speed = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 300_000 }
    await network.send('Network.emulateNetworkConditions', speed)
    await page.getByRole('button', { name: 'Send' }).click()
    const progress = page.getByRole('progressbar', { name: /^Uploading: \d+%$/ })
    const sent = await eventually(async () => {
      const percent = Number(await progress.getAttribute('value'))
      return percent > 0 && percent < 100 && percent
    })
    await inspector.inspect(page)

    await page.getByText('plan.pdf 900000').waitFor()
    assert.isBelow(sent, 100)
    assert.equal(await page.getByRole('progressbar').count(), 0)
  })
})
