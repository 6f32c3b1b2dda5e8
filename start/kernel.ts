import app from '@adonisjs/core/services/app'
import router from '@adonisjs/core/services/router'
import server from '@adonisjs/core/services/server'

server.errorHandler(() => import('#exceptions/handler'))

/**
 * Every request, also one of no route.
 */
server.use([
  () => import('#middleware/request_log_middleware'),
  () => import('#middleware/query_time_limit_middleware'),
  () => import('#middleware/container_bindings_middleware'),
  () => import('#middleware/assets_middleware'),
  () => import('#middleware/security_headers_middleware'),
  ...(app.inProduction ? [] : [() => import('@adonisjs/vite/vite_middleware')]),
  () => import('#middleware/locale_middleware'),
  () => import('#middleware/inertia_middleware'),
  () => import('#middleware/input_middleware'),
  ...(app.inDev ? [() => import('#middleware/migrations_middleware')] : []),
])

/**
 * Every request of a route. Who it is comes first, so that the page of a refusal is in the member's language and layout.
 */
router.use([
  () => import('#middleware/session_middleware'),
  () => import('@adonisjs/auth/initialize_auth_middleware'),
  () => import('#middleware/account_middleware'),
  () => import('#middleware/origin_middleware'),
  () => import('#middleware/locale_middleware'),
  () => import('#middleware/body_middleware'),
  () => import('#middleware/csrf_middleware'),
])

export const middleware = router.named({
  auth: () => import('#middleware/auth_middleware'),
  guest: () => import('#middleware/guest_middleware'),
})
