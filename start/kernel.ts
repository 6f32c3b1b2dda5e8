import app from '@adonisjs/core/services/app'
import router from '@adonisjs/core/services/router'
import server from '@adonisjs/core/services/server'
import otelConfig from '#config/otel'
import { exceptApi } from '#http/api/api_path'

server.errorHandler(() => import('#exceptions/handler'))

/**
 * Runs for every request, even if no route matches.
 */
server.use([
  () => import('#http/middleware/request_log_middleware'),
  () => import('#http/middleware/query_time_limit_middleware'),
  () => import('#middleware/container_bindings_middleware'),
  () => import('#http/middleware/assets_middleware'),
  () => import('#http/middleware/security_headers_middleware'),
  ...(app.inProduction ? [] : [() => import('@adonisjs/vite/vite_middleware')]),
  () => import('#i18n/middleware/locale_middleware'),
  ...exceptApi([() => import('#middleware/inertia_middleware')]),
  () => import('#http/middleware/input_middleware'),
  () => import('#middleware/maintenance_middleware'),
  ...(app.inDev ? [() => import('#http/middleware/migrations_middleware')] : []),
])

/**
 * Runs for every request that matches a route. The account is loaded first, so that an error page has the user's
 * language and layout.
 */
router.use([
  ...(otelConfig.enabled
    ? [
        () => import('@adonisjs/otel/otel_middleware'),
        () => import('#telemetry/traces/trace_middleware'),
      ]
    : []),
  ...exceptApi([
    () => import('#http/middleware/session_middleware'),
    () => import('#postgres/recent_writes_middleware'),
  ]),
  () => import('@adonisjs/auth/initialize_auth_middleware'),
  () => import('#middleware/initialize_bouncer_middleware'),
  ...exceptApi([
    () => import('#http/middleware/account_middleware'),
    () => import('#middleware/impersonation_middleware'),
  ]),
  () => import('#http/middleware/origin_middleware'),
  ...exceptApi([
    () => import('#i18n/middleware/locale_middleware'),
    () => import('#middleware/read_only_middleware'),
  ]),
  () => import('#http/middleware/body_middleware'),
  ...exceptApi([() => import('#http/middleware/csrf_middleware')]),
])

export const middleware = router.named({
  auth: () => import('#middleware/auth_middleware'),
  guest: () => import('#middleware/guest_middleware'),
  access: () => import('#middleware/access_middleware'),
  secondFactor: () => import('#middleware/second_factor_middleware'),
  logInCode: () => import('#middleware/log_in_code_middleware'),
  api: () => import('#middleware/api_middleware'),
  confirmed: () => import('#middleware/confirmed_middleware'),
  owner: () => import('#middleware/owner_middleware'),
  identity: () => import('#middleware/identity_middleware'),
  replica: () => import('#postgres/replica_middleware'),
})
