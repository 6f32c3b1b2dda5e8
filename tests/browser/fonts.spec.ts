import { test } from '@japa/runner'
import database from '@adonisjs/lucid/services/db'
import type { Page } from 'playwright'
import { UserFactory } from '#database/factories/user_factory'
import { logIn } from '#tests/support/pages'

/** Collects the layout shifts of the page from its first paint on: their scores, and the elements that moved. */
const MEASURE_SHIFTS = `
  window.layoutShifts = []
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const moved = entry.sources.map(({ node }) => node?.outerHTML?.slice(0, 200))
      if (!entry.hadRecentInput) window.layoutShifts.push([entry.value, ...moved].join(' '))
    }
  }).observe({ type: 'layout-shift', buffered: true })
`

const LOADED_FONTS = `performance.getEntriesByType('resource')
  .map(({ name }) => name.match(/(geist-latin-ext|geist-latin|vazirmatn-arabic)/)?.[1])
  .filter(Boolean)`

/** The names of the fonts that the browser has drawn the first heading or label with. */
async function drawnFonts(page: Page) {
  const session = await page.context().newCDPSession(page)
  await session.send('DOM.enable')
  await session.send('CSS.enable')
  const { root } = await session.send('DOM.getDocument')
  const selector = 'main h1, main h2, main label'
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector })
  const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId })
  return fonts.map(({ familyName }) => familyName).join()
}

test.group('Fonts', (group) => {
  group.each.setup(async () => {
    await database.from('rate_limits').delete()
  })

  test('a page loads the fonts of its language only, from this host, and nothing shifts: {locale}')
    .with([
      { locale: 'en', fonts: ['geist-latin'] },
      { locale: 'ar', fonts: ['geist-latin', 'vazirmatn-arabic'] },
    ])
    .run(async ({ assert, browser }, { locale, fonts }) => {
      const baseURL = `http://localhost:${process.env.PORT}`
      const user = await UserFactory.merge({ locale }).create()
      const context = await browser.newContext({ baseURL })
      await context.addCookies([{ name: 'locale', value: locale, url: baseURL }])
      await context.addInitScript(MEASURE_SHIFTS)
      const page = await context.newPage()

      const check = async (path: string) => {
        await page.goto(path, { waitUntil: 'networkidle' })
        assert.deepEqual(await page.evaluate('layoutShifts'), [], path)
        const loaded = (await page.evaluate(LOADED_FONTS)) as string[]
        assert.sameMembers([...new Set(loaded)], fonts, path)
        assert.include(await drawnFonts(page), locale === 'ar' ? 'Vazirmatn' : 'Geist', path)
      }
      // A busy machine gets a font too late for the first page, which then does without it (font-display: optional).
      await page.goto('/login', { waitUntil: 'networkidle' })
      await check('/login')
      await logIn(context, user)
      for (const path of ['/dashboard', '/settings/preferences', '/settings/security']) {
        await check(path)
      }
      await context.close()
    })

  test('a font is cached for good', async ({ assert }) => {
    const origin = `http://localhost:${process.env.PORT}`
    const page = await fetch(`${origin}/login`)
    const html = await page.text()
    const [, path] = html.match(/<link rel="preload" href="([^"]+\.woff2)"/)!
    const response = await fetch(origin + path)

    assert.equal(response.headers.get('content-type'), 'font/woff2')
    assert.equal(response.headers.get('cache-control'), 'public, max-age=31536000, immutable')
  })
})
