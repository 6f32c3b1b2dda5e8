import router from '@adonisjs/core/services/router'
import { errors } from '@adonisjs/core/http'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'
import '#start/routes/api'
import '#start/routes/auth'
import '#start/routes/management'
import '#start/routes/notifications'
import '#start/routes/settings'
import '#start/routes/your_data'
import '#start/routes/social'

router
  .group(() => {
    router.get('/', [controllers.Home, 'index']).as('home')
    router.get('plain-pages', [controllers.PlainPages, 'show']).as('plain_pages.show')
    router.put('locale', [controllers.Locales, 'update']).as('locales.update')
    router
      .get('avatars/:id/:file', [controllers.Avatars, 'show'])
      .as('avatars.show')
      .where('id', router.matchers.uuid())
      .where('file', /^(64|256)\.webp$/)
    router
      .get('logos/:id', [controllers.Logos, 'show'])
      .as('logos.show')
      .where('id', router.matchers.uuid())
    router.get('health/ready', [controllers.Health, 'ready']).as('health.ready')
  })
  .use(middleware.access('everyone'))

router
  .group(() => {
    router
      .get('dashboard', [controllers.Dashboard, 'index'])
      .as('dashboard.index')
      .use(middleware.access('self'))
  })
  .use(middleware.auth())
  .use(middleware.secondFactor())

/**
 * Needs a route although there is no page: the route's middleware loads the account, which decides the layout of the
 * 404 page.
 */
router
  .get('*', ({ request }) => {
    throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
  })
  .as('not_found')
  .use(middleware.access('everyone'))
