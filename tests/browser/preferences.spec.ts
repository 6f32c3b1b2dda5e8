import { test } from '@japa/runner'
import { PageInspector } from '#tests/support/page_inspector'

test.group('Preferences', () => {
  test('a guest switches the language', async ({ assert, browserContext }) => {
    const { inspector, page } = await PageInspector.open(browserContext)
    await page.goto('/login', { waitUntil: 'networkidle' })
    await page.getByLabel('Language').selectOption('es')

    await page.getByRole('button', { name: 'Iniciar sesión' }).waitFor()
    await page.locator('html[lang=es]').waitFor()
    await inspector.inspect(page)

    await page.reload()
    assert.equal(await page.locator('html').getAttribute('lang'), 'es')
  })

  test('dark mode is chosen once and there from the first paint', async ({
    assert,
    browserContext,
  }) => {
    const { inspector, page } = await PageInspector.open(browserContext)
    await page.goto('/', { waitUntil: 'networkidle' })
    await page
      .getByRole('switch', { name: 'Dark mode' })
      .or(page.getByRole('button', { name: 'Dark mode' }))
      .first()
      .click()
    assert.match((await page.locator('html').getAttribute('class')) ?? '', /\bdark\b/)
    await inspector.inspect(page)

    await page.reload({ waitUntil: 'commit' })
    await page.locator('body').waitFor()
    assert.match((await page.locator('html').getAttribute('class')) ?? '', /\bdark\b/)
  })

  test("the 404 page is in the app's style", async ({ browserContext }) => {
    const { inspector, page } = await PageInspector.open(browserContext)
    await page.goto('/no/such/page')
    await page.getByRole('heading', { name: 'Page not found' }).waitFor()
    await inspector.inspect(page, { expectedErrors: [/status of 404/] })
  })
})
