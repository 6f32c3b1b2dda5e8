import { test } from '@japa/runner'
import { PageInspector } from '#tests/support/page_inspector'

/** The sum of all layout shifts. */
const SHIFT = `new Promise((resolve) => {
  let sum = 0
  new PerformanceObserver((list) => { for (const { value } of list.getEntries()) sum += value })
    .observe({ type: 'layout-shift', buffered: true })
  setTimeout(() => resolve(sum), 300)
})`

test.group('Home', () => {
  test('the built public page shows the product without the section for developers (ASVS 13.4.5)', async ({
    assert,
    browserContext,
  }) => {
    const { inspector, page } = await PageInspector.open(browserContext)
    await page.goto('/', { waitUntil: 'networkidle' })
    await page.getByRole('img', { name: 'A picture of Easystart' }).waitFor()
    await inspector.inspect(page)

    const source = await page.content()
    for (const word of ['node ace', 'docs/', 'AdonisJS', 'Only development']) {
      assert.notInclude(source, word)
    }
    assert.equal(await page.evaluate(SHIFT), 0)

    const picture = await page.request.get('/logo.png')
    assert.equal(picture.headers()['content-type'], 'image/png')
  })
})
