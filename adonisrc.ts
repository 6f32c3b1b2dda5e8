import { indexPages } from '@adonisjs/inertia'
import { indexEntities } from '@adonisjs/core'
import { indexPolicies } from '@adonisjs/bouncer'
import { defineConfig } from '@adonisjs/core/app'
import { generateRegistry } from '@tuyau/core/hooks'

export default defineConfig({
  commands: [
    () => import('@adonisjs/core/commands'),
    () => import('@adonisjs/lucid/commands'),
    () => import('@adonisjs/inertia/commands'),
    () => import('@adonisjs/mail/commands'),
    () => import('@adonisjs/bouncer/commands'),
    () => import('#queue/commands/main'),
    () => import('#i18n/commands/main'),
    () => import('#generators/commands/main'),
    () => import('#local_services/commands/main'),
    () => import('#http/commands/main'),
    () => import('#settings/commands/main'),
    () => import('#permissions/commands/main'),
    () => import('#keys/commands/main'),
    () => import('#maintenance/commands/main'),
    () => import('#console/commands/main'),
    () => import('#doctor/commands/main'),
    () => import('#backups/commands/main'),
    () => import('#migrations/commands/main'),
    () => import('#partitions/commands/main'),
    () => import('./commands/build.js'),
  ],

  providers: [
    () => import('@adonisjs/core/providers/app_provider'),
    {
      file: () => import('#telemetry/telemetry_provider'),
      environment: ['web', 'console', 'repl'],
    },
    () => import('#local_services/local_services_provider'),
    () => import('@adonisjs/core/providers/hash_provider'),
    {
      file: () => import('@adonisjs/core/providers/repl_provider'),
      environment: ['repl', 'test'],
    },
    () => import('@adonisjs/core/providers/vinejs_provider'),
    () => import('@adonisjs/core/providers/edge_provider'),
    () => import('@adonisjs/session/session_provider'),
    () => import('@adonisjs/vite/vite_provider'),
    () => import('@adonisjs/shield/shield_provider'),
    () => import('@adonisjs/static/static_provider'),
    () => import('@adonisjs/lucid/database_provider'),
    () => import('#postgres/replica_provider'),
    () => import('@adonisjs/inertia/inertia_provider'),
    () => import('@adonisjs/auth/auth_provider'),
    () => import('@adonisjs/bouncer/bouncer_provider'),
    () => import('@adonisjs/i18n/i18n_provider'),
    () => import('@adonisjs/mail/mail_provider'),
    () => import('@adonisjs/limiter/limiter_provider'),
    () => import('@adonisjs/drive/drive_provider'),
    {
      file: () => import('#i18n/messages_provider'),
      environment: ['web'],
    },
    {
      file: () => import('#maintenance/maintenance_provider'),
      environment: ['web'],
    },
    () => import('#queue/queue_provider'),
    {
      file: () => import('#queue/schedule_provider'),
      environment: ['console', 'test', 'repl'],
    },
    () => import('#http/workarounds_provider'),
    {
      file: () => import('#metrics/metrics_provider'),
      environment: ['web', 'console'],
    },
  ],

  preloads: [
    () => import('#settings'),
    () => import('#permissions'),
    () => import('#start/settings'),
    () => import('#start/routes'),
    () => import('#i18n/http_context'),
    () => import('#http/input/main'),
    () => import('#i18n/validation/main'),
    () => import('#lists/validation/main'),
    () => import('#start/view'),
    () => import('#start/kernel'),
  ],

  metaFiles: [
    { pattern: 'resources/views/**/*.edge', reloadServer: false },
    { pattern: 'kit/*/**/*.edge', reloadServer: false },
    { pattern: 'resources/lang/!(*-X[AB])/**/*.json', reloadServer: true },
    { pattern: 'public/**', reloadServer: false },
  ],

  tests: {
    suites: [
      { name: 'unit', files: ['tests/unit/**/*.spec.ts'], timeout: 5000 },
      { name: 'functional', files: ['tests/functional/**/*.spec.ts'], timeout: 30_000 },
      { name: 'built', files: ['tests/built/**/*.spec.ts'], timeout: 90_000 },
      { name: 'browser', files: ['tests/browser/**/*.spec.ts'], timeout: 90_000 },
      { name: 'secrets', files: ['tests/secrets/**/*.spec.ts'], timeout: 30_000 },
      { name: 'walk', files: ['tests/walk/**/*.spec.ts'], timeout: 600_000 },
      { name: 'kit-unit', files: ['kit/*/tests/unit/**/*.spec.ts'], timeout: 30_000 },
      { name: 'kit-functional', files: ['kit/*/tests/functional/**/*.spec.ts'], timeout: 30_000 },
      {
        name: 'kit-generators',
        files: ['kit/generators/tests/whole/**/*.spec.ts'],
        timeout: 600_000,
      },
      { name: 'kit-browser', files: ['kit/*/tests/browser/**/*.spec.ts'], timeout: 90_000 },
      { name: 'workers', files: ['kit/queue/tests/workers/**/*.spec.ts'], timeout: 90_000 },
      { name: 'commands', files: ['kit/queue/tests/commands/**/*.spec.ts'], timeout: 90_000 },
      { name: 'drivers', files: ['kit/queue/tests/drivers/**/*.spec.ts'], timeout: 90_000 },
      { name: 'clusters', files: ['kit/*/tests/clusters/**/*.spec.ts'], timeout: 120_000 },
      { name: 'schedules', files: ['kit/queue/tests/schedules/**/*.spec.ts'], timeout: 90_000 },
    ],
    forceExit: false,
  },

  hooks: {
    init: [
      indexEntities({ transformers: { enabled: true, withSharedProps: true } }),
      indexPages({ framework: 'vue3' }),
      indexPolicies(),
      generateRegistry(),
      () => import('#i18n/index_messages'),
      () => import('#queue/registry/index_jobs'),
      () => import('./bin/index_notifications.js'),
    ],
    routesScanning: [() => import('#lists/scan_choices')],
    buildStarting: [() => import('@adonisjs/vite/build_hook')],
    buildFinished: [() => import('./bin/build_hint.js')],
  },
})
