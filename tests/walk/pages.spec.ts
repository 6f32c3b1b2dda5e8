import { test } from '@japa/runner'
import router from '@adonisjs/core/services/router'
import { NO_PAGES, VISITS } from '#tests/support/site_walk/visits'
import { Walk, type View } from '#tests/support/site_walk/walk'

/** The views of `npm test`: both directions, both ends of the widths, and longer texts. */
const VIEWS: View[] = [
  { locale: 'en', window: 'desktop', colors: 'light', axe: true },
  { locale: 'ar', window: 'phone', colors: 'light', axe: true },
  { locale: 'en-XA', window: 'phone', colors: 'light' },
]

/** Only `npm run test:walk` has the time for these views. */
const MORE_VIEWS: View[] = [
  { locale: 'en', window: 'phone', colors: 'light', axe: true },
  { locale: 'en', window: 'tablet', colors: 'light' },
  { locale: 'en', window: 'desktop', colors: 'dark', axe: true },
  { locale: 'es', window: 'phone', colors: 'light', axe: true },
  { locale: 'es', window: 'desktop', colors: 'light' },
  { locale: 'ar', window: 'phone', colors: 'dark', axe: true },
  { locale: 'ar', window: 'tablet', colors: 'light' },
  { locale: 'ar', window: 'desktop', colors: 'light', axe: true },
  { locale: 'en-XA', window: 'tablet', colors: 'light' },
  { locale: 'en-XA', window: 'desktop', colors: 'light' },
  { locale: 'ar-XB', window: 'phone', colors: 'light' },
  { locale: 'ar-XB', window: 'desktop', colors: 'light' },
]

/** The beginnings of names of routes: the walk visits these pages only. */
const ROUTES = process.env.PAGE_WALK_ROUTES?.split(',')
const CHOSEN = VISITS.filter(
  ({ route }) => !ROUTES || ROUTES.some((name) => route?.startsWith(name))
)

test.group('Pages', (group) => {
  group.setup(() => router.commit())

  test('every page is translated, fits and is accessible: {locale} {window} {colors}')
    .with([...VIEWS, ...(process.env.PAGE_WALK === 'all' ? MORE_VIEWS : [])])
    .run(async ({ assert, browser }, view) => {
      const walk = await Walk.start(browser, view)
      for (const visit of CHOSEN) await walk.visit(visit)
      await walk.end()

      assert.deepEqual(walk.problems, [])
    })

  test('the walk visits every page of the app', ({ assert }) => {
    const { root: routes } = router.toJSON()
    const names = routes.filter(({ methods }) => methods.includes('GET')).map(({ name }) => name)
    const pages = names.filter((name) => !name?.startsWith('api.') && !NO_PAGES.includes(name!))
    const visited = VISITS.map(({ route }) => route)

    assert.deepEqual(
      pages.filter((name) => !visited.includes(name)),
      []
    )
  })
})
