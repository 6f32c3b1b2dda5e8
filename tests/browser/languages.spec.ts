import { test } from '@japa/runner'
import router from '@adonisjs/core/services/router'
import { NO_PAGES, VISITS } from '#tests/support/site_walk/visits'
import { Walk } from '#tests/support/site_walk/walk'

/** English needs no axe here: other tests run it in English. */
const LOCALES = [
  { locale: 'en', axe: false },
  { locale: 'es', axe: false },
  { locale: 'ar', axe: true },
  { locale: 'en-XA', axe: false },
  { locale: 'ar-XB', axe: false },
]

test.group('Languages', (group) => {
  group.setup(() => router.commit())

  test('every page is in its language, fits, and is accessible: {locale}')
    .with(LOCALES)
    .run(async ({ assert, browser }, { locale, axe }) => {
      const walk = await Walk.start(browser, locale)
      for (const visit of VISITS) await walk.visit(visit, { axe })
      await walk.end()

      assert.deepEqual(walk.problems, [])
    })

  test('the walk visits every page of the app', ({ assert }) => {
    router.commit()
    const { root: routes } = router.toJSON()
    const names = routes.filter(({ methods }) => methods.includes('GET')).map(({ name }) => name)
    const visited = VISITS.map(({ route }) => route)

    assert.deepEqual(
      names.filter((name) => !visited.includes(name) && !NO_PAGES.includes(name!)),
      []
    )
  })
})
